package io.breaker;

/**
 * How many of the calls so far have passed: as many as the shares add up to, beginning
 * with the first call. The share grows in a straight line from 10 % to 100 %.
 */
final class NaiveRamp {

	private static final long WHOLE = 1_000_000;

	private long calls;

	private long passed;

	private long shares = WHOLE - WHOLE / 10;

	/**
	 * Tells whether the next call passes.
	 * @param elapsed how long the ramp has lasted
	 * @param length how long it lasts in all
	 */
	boolean passes(long elapsed, long length) {
		this.calls++;
		this.shares += share(elapsed, length);
		boolean passes = this.passed < this.shares / WHOLE;
		this.passed = this.shares / WHOLE;
		return passes;
	}

	private static long share(long elapsed, long length) {
		if (elapsed >= length) {
			return WHOLE;
		}
		return 100_000 + Math.multiplyExact(900_000L, elapsed) / length;
	}

	long calls() {
		return this.calls;
	}

}
