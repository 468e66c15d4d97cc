package io.breaker.spring.autoconfigure;

import reactor.core.publisher.Mono;

import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Role;

import io.breaker.spring.aop.GuardedMethods;
import io.breaker.spring.reactor.ReactiveCallAdapter;

/**
 * Auto-configuration of guards for reactive return types.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnClass(Mono.class)
@ConditionalOnBean(GuardedMethods.class)
public final class BreakerReactorAutoConfiguration {

	/**
	 * Needed while the first beans are made, as the look-up of guarded methods is.
	 */
	@Bean
	@Role(BeanDefinition.ROLE_INFRASTRUCTURE)
	@ConditionalOnMissingBean
	static ReactiveCallAdapter reactiveCallAdapter() {
		return new ReactiveCallAdapter();
	}

}
