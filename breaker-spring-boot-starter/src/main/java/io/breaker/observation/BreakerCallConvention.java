package io.breaker.observation;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;

/**
 * How the observation of a call is called and tagged. A bean of this type takes the place
 * of the {@link DefaultBreakerCallConvention}.
 *
 * @since 0.1.0
 */
public interface BreakerCallConvention extends ObservationConvention<BreakerCallContext> {

	@Override
	default boolean supportsContext(Observation.Context context) {
		return context instanceof BreakerCallContext;
	}

}
