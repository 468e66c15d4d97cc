package io.breaker.spring.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Role;
import org.springframework.util.function.SingletonSupplier;

import io.breaker.BreakerRegistry;
import io.breaker.spring.aop.GuardedMethods;
import io.breaker.spring.aop.InvalidGuardException;
import io.breaker.spring.aspectj.WovenContext;

/**
 * Auto-configuration of the woven aspect, in place of the proxies.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnBean(BreakerRegistry.class)
@ConditionalOnProperty(name = "breaker.aspect-mode", havingValue = "aspectj")
public final class BreakerAspectJAutoConfiguration {

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(name = "org.aspectj.lang.ProceedingJoinPoint")
	static class Present {

		@Bean
		@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
		@ConditionalOnMissingBean
		static WovenContext breakerWovenContext(ObjectProvider<GuardedMethods> methods,
				ObjectProvider<BreakerRegistry> registry) {
			return new WovenContext(SingletonSupplier.of(methods::getObject),
					SingletonSupplier.of(registry::getObject));
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnMissingClass("org.aspectj.lang.ProceedingJoinPoint")
	static class Absent {

		Absent() {
			throw new InvalidGuardException(
					"'breaker.aspect-mode' is 'aspectj', but AspectJ is not on the class path, so no method can be woven",
					"Add the dependency 'org.aspectj:aspectjweaver', or set 'breaker.aspect-mode' to 'proxy'.");
		}

	}

}
