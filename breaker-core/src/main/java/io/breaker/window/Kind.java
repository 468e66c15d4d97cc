package io.breaker.window;

/**
 * What counts of a call: whether it failed, and whether it was slow, as two bits.
 */
public final class Kind {

	/** Succeeded in time. */
	public static final int SUCCESS = 0;

	/** The bit of a failure. */
	public static final int FAILURE = 1;

	/** The bit of a slow call. */
	public static final int SLOW = 2;

	/** Failed, and slowly. */
	public static final int SLOW_FAILURE = FAILURE | SLOW;

	private Kind() {
	}

}
