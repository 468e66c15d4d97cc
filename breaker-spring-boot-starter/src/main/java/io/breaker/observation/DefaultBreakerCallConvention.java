package io.breaker.observation;

import java.util.Locale;

import io.breaker.event.Outcome;
import io.micrometer.common.KeyValues;

/**
 * Calls the observation {@code breaker.call} and tags it with {@code name} and
 * {@code outcome}, as the meter {@code breaker.calls} is.
 *
 * @since 0.1.0
 */
public final class DefaultBreakerCallConvention implements BreakerCallConvention {

	private static final String NONE = "none";

	/**
	 * Creates the convention.
	 */
	public DefaultBreakerCallConvention() {
	}

	@Override
	public String getName() {
		return "breaker.call";
	}

	@Override
	public String getContextualName(BreakerCallContext context) {
		return "breaker " + context.breaker();
	}

	@Override
	public KeyValues getLowCardinalityKeyValues(BreakerCallContext context) {
		Outcome outcome = context.outcome();
		return KeyValues.of("name", context.breaker(), "outcome",
				(outcome != null) ? outcome.name().toLowerCase(Locale.ROOT) : NONE);
	}

}
