package io.breaker;

import org.jspecify.annotations.Nullable;

/**
 * What the callee failed with last before a breaker opened.
 *
 * @param failure what it threw, {@code null} for a bad result and for nothing
 * @param type the class of what it threw or returned, {@code null} for nothing
 */
record Cause(@Nullable Throwable failure, @Nullable String type) {

	static final Cause NONE = new Cause(null, null);

	static Cause of(@Nullable Throwable failure) {
		return (failure != null) ? new Cause(failure, failure.getClass().getName()) : NONE;
	}

	/**
	 * Returns this cause, or another one where this one says nothing.
	 */
	Cause or(Cause other) {
		return (this.type != null) ? this : other;
	}

}
