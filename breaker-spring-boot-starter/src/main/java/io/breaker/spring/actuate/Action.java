package io.breaker.spring.actuate;

import io.breaker.Breaker;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import org.jspecify.annotations.Nullable;

/**
 * What an operator can do to a breaker.
 */
enum Action {

	/** Rejects every call. */
	FORCE_OPEN(BreakerMode.FORCED_OPEN),

	/** Lets every call pass and counts none. */
	DISABLE(BreakerMode.DISABLED),

	/** Rejects nobody. */
	OBSERVE(BreakerMode.OBSERVE),

	/** Drops one of the above: the configured mode holds again. */
	ENFORCE(null),

	/** Forgets the state and its counts and starts again, closed. */
	RESET(null);

	private final @Nullable BreakerMode mode;

	Action(@Nullable BreakerMode mode) {
		this.mode = mode;
	}

	/**
	 * Tells whether it holds for a time, so that it can have an end.
	 */
	boolean holds() {
		return this.mode != null;
	}

	void take(Breaker breaker, Intervention intervention) {
		if (this.mode != null) {
			breaker.overrideMode(this.mode, intervention);
		}
		else if (this == ENFORCE) {
			breaker.dropOverride(intervention);
		}
		else {
			breaker.reset(intervention);
		}
	}

}
