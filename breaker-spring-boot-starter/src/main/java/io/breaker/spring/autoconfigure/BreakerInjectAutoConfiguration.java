package io.breaker.spring.autoconfigure;

import java.util.Set;
import java.util.TreeSet;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.breaker.BreakerRegistry;
import io.breaker.spring.aop.AnnotatedBreakers;
import io.breaker.spring.aop.BeanTypes;
import io.breaker.spring.environment.EnvironmentConfiguration;
import io.breaker.spring.inject.BreakerSupply;
import io.breaker.spring.inject.InjectableBreakers;
import io.breaker.spring.inject.InjectionPoints;

/**
 * Auto-configuration of breakers that are injected by name.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnBean(BreakerRegistry.class)
public final class BreakerInjectAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	static InjectableBreakers injectableBreakers(Environment environment) {
		return new InjectableBreakers((beans) -> names(environment, beans));
	}

	private static Set<String> names(Environment environment, ConfigurableListableBeanFactory beans) {
		Set<String> names = new TreeSet<>(EnvironmentConfiguration.names(environment));
		names.addAll(AnnotatedBreakers.names(beans));
		return names;
	}

	@Bean
	@ConditionalOnMissingBean
	BreakerSupply breakerSupply(ObjectProvider<BreakerRegistry> registry) {
		return new BreakerSupply(registry::getObject);
	}

	@Bean
	@ConditionalOnMissingBean
	InjectionPoints breakerInjectionPoints(ConfigurableListableBeanFactory beans) {
		return new InjectionPoints(() -> BeanTypes.of(beans));
	}

}
