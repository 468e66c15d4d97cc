package io.breaker.config;

/**
 * How much a breaker may do. The state is what the machine found out; the mode is what
 * people want, and only people and configuration set it.
 *
 * @since 0.1.0
 */
public enum BreakerMode {

	/**
	 * Counts and moves, and rejects as the state says. The default.
	 */
	ENFORCE,

	/**
	 * Counts and moves exactly as {@link #ENFORCE} does, but rejects nobody: a call that
	 * would have been rejected passes and is counted as such.
	 */
	OBSERVE,

	/**
	 * Rests, and rejects every call.
	 */
	FORCED_OPEN,

	/**
	 * Rests, counts nothing, and lets every call pass.
	 */
	DISABLED;

	/**
	 * Tells whether the machine rests: it neither counts outcomes nor follows time.
	 * @return whether this mode stops the machine
	 */
	public boolean rests() {
		return this == FORCED_OPEN || this == DISABLED;
	}

}
