package io.breaker.config;

import java.time.Instant;

/**
 * The one place where a breaker reads time. Decisions are made from {@link #nanoTime()}
 * alone, so a step of the wall clock changes nothing but the timestamps of events. A test
 * hands in a source of its own and drives it.
 * <p>
 * Implementations must be safe for use by many threads, and {@code nanoTime} must never
 * go back within a thread.
 *
 * @since 0.1.0
 */
public interface TimeSource {

	/**
	 * Reads the monotonic clock. Only differences of two readings mean anything; any
	 * start value is allowed, {@link Long#MAX_VALUE} and negative ones included.
	 * @return nanoseconds since an arbitrary origin
	 */
	long nanoTime();

	/**
	 * Reads the wall clock, for timestamps that people see.
	 * @return the time of day
	 */
	Instant now();

	/**
	 * Tells whether a test drives this time. Then chance has no say: waits are not spread
	 * by {@code open-jitter}.
	 * @return whether this time moves only when a test moves it
	 */
	default boolean driven() {
		return false;
	}

	/**
	 * Returns the clocks of the Java virtual machine.
	 * @return the time source for production
	 */
	static TimeSource system() {
		return SystemTime.INSTANCE;
	}

}
