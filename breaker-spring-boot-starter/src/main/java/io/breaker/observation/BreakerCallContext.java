package io.breaker.observation;

import io.breaker.event.Outcome;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a call that is observed.
 *
 * @since 0.1.0
 */
public final class BreakerCallContext extends Observation.Context {

	private final String breaker;

	private volatile @Nullable Outcome outcome;

	BreakerCallContext(String breaker) {
		this.breaker = breaker;
	}

	/**
	 * Returns whose call it is.
	 * @return the name of the breaker
	 */
	public String breaker() {
		return this.breaker;
	}

	/**
	 * Returns how the call ended. A slow one is not told from a fast one: the observation
	 * has a duration of its own.
	 * @return the outcome, {@code null} while the call lasts
	 */
	public @Nullable Outcome outcome() {
		return this.outcome;
	}

	void end(Outcome outcome) {
		this.outcome = outcome;
	}

}
