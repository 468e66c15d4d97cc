package io.breaker.spring.autoconfigure;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;

import io.breaker.BreakerRegistry;
import io.breaker.spring.aop.CallDisturber;
import io.breaker.spring.health.BreakersHealth;

/**
 * Auto-configuration of the health contributor {@code breakers}.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnClass({ HealthContributor.class, ConditionalOnEnabledHealthIndicator.class })
@ConditionalOnBean(BreakerRegistry.class)
public final class BreakerHealthAutoConfiguration {

	@Bean
	@ConditionalOnEnabledHealthIndicator("breakers")
	@ConditionalOnMissingBean(name = "breakersHealthContributor")
	BreakersHealth breakersHealthContributor(BreakerRegistry breakers, ObjectProvider<CallDisturber> disturber) {
		return new BreakersHealth(breakers, disturber.getIfAvailable(() -> CallDisturber.NONE));
	}

}
