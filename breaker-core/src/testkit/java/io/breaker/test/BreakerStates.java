package io.breaker.test;

import io.breaker.Breaker;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerState;

/**
 * Puts a breaker into a state at once, along the arrows that it could have taken itself.
 *
 * @since 0.1.0
 */
public final class BreakerStates {

	private static final Intervention TEST = Intervention.by("test");

	private BreakerStates() {
	}

	/**
	 * Opens a breaker.
	 * @param breaker the breaker
	 */
	public static void open(Breaker breaker) {
		breaker.moveTo(BreakerState.OPEN, TEST);
	}

	/**
	 * Makes a breaker half-open, without any trial yet.
	 * @param breaker the breaker
	 */
	public static void halfOpen(Breaker breaker) {
		if (breaker.state() != BreakerState.HALF_OPEN) {
			open(breaker);
			breaker.moveTo(BreakerState.HALF_OPEN, TEST);
		}
	}

	/**
	 * Makes a breaker recovering, at the beginning of its ramp.
	 * @param breaker the breaker
	 */
	public static void recovering(Breaker breaker) {
		if (breaker.state() != BreakerState.RECOVERING) {
			halfOpen(breaker);
			breaker.moveTo(BreakerState.RECOVERING, TEST);
		}
	}

	/**
	 * Closes a breaker and lets it forget what it counted.
	 * @param breaker the breaker
	 */
	public static void closed(Breaker breaker) {
		breaker.reset(TEST);
	}

}
