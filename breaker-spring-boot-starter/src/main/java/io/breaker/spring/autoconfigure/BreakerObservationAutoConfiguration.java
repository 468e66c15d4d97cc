package io.breaker.spring.autoconfigure;

import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.util.function.SingletonSupplier;

import io.breaker.BreakerRegistry;
import io.breaker.observation.BreakerCallConvention;
import io.breaker.observation.DefaultBreakerCallConvention;
import io.breaker.observation.ObservationEvents;
import io.breaker.observation.ObservedBreakers;

/**
 * Auto-configuration of observations. The registry of observations is asked for late:
 * what it needs may need the breakers.
 *
 * @since 0.1.0
 */
@AutoConfiguration(after = BreakerAutoConfiguration.class)
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(BreakerRegistry.class)
public final class BreakerObservationAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean
	ObservationEvents breakerObservationEvents(ObjectProvider<ObservationRegistry> registry) {
		return new ObservationEvents(
				SingletonSupplier.of(() -> registry.getIfAvailable(() -> ObservationRegistry.NOOP)));
	}

	@Bean
	@ConditionalOnMissingBean
	@ConditionalOnProperty("breaker.observations.enabled")
	ObservedBreakers breakerObservedBreakers(ObjectProvider<ObservationRegistry> registry,
			ObjectProvider<BreakerCallConvention> convention) {
		return new ObservedBreakers(SingletonSupplier.of(() -> registry.getIfAvailable(() -> ObservationRegistry.NOOP)),
				SingletonSupplier.of(() -> convention.getIfAvailable(DefaultBreakerCallConvention::new)));
	}

}
