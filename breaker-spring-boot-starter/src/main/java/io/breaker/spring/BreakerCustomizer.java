package io.breaker.spring;

import io.breaker.config.BreakerConfigurationBuilder;

/**
 * Decides in code what {@code application.yml} cannot say, such as predicates. A bean of
 * this type is asked after the properties were read and before the first breaker is made.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BreakerCustomizer {

	/**
	 * Decides about some breakers.
	 * @param configuration what was decided so far
	 */
	void customize(BreakerConfigurationBuilder configuration);

}
