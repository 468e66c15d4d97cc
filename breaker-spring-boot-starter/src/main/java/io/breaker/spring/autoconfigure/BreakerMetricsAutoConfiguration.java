package io.breaker.spring.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

import io.breaker.BreakerRegistry;
import io.breaker.micrometer.BreakerMetrics;
import io.breaker.rates.RecentRates;

/**
 * Auto-configuration of the meters. Spring Boot binds them to its meter registry.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = { BreakerAutoConfiguration.class, BreakerRatesAutoConfiguration.class })
@ConditionalOnClass(MeterBinder.class)
@ConditionalOnBean({ BreakerRegistry.class, RecentRates.class })
public final class BreakerMetricsAutoConfiguration {

	@Bean(destroyMethod = "close")
	@ConditionalOnMissingBean
	BreakerMetrics breakerMetrics(BreakerRegistry breakers, RecentRates rates, Environment environment) {
		return new BreakerMetrics(breakers, rates, Flag.METRICS_TIMER.read(environment, Boolean.class),
				Flag.METRICS_MAX_BREAKERS.read(environment, Integer.class));
	}

}
