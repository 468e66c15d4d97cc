package io.breaker.window;

/**
 * What shall open a breaker, in primitives.
 *
 * @param windowCalls the size of a window of calls, 0 for none
 * @param windowNanos the length of a window of time, 0 for none; without any window the
 * evidence decides
 * @param slices in how many slices a window of time is kept
 * @param minimumCalls no rate below this
 * @param failureMillionths the threshold of the failure rate
 * @param slowMillionths the threshold of the slow rate, 0 for none: slow calls then count
 * as failed ones
 * @param evidence how many net failures are enough
 * @param evidenceNanos how long the streak must last
 * @param consecutive how many failures in a row are enough, 0 for none
 */
public record TripSpec(int windowCalls, long windowNanos, int slices, int minimumCalls, int failureMillionths,
		int slowMillionths, int evidence, long evidenceNanos, int consecutive) {

	static final long WHOLE = 1_000_000;

	boolean hasWindow() {
		return this.windowCalls > 0 || this.windowNanos > 0;
	}

	boolean slowShares() {
		return this.slowMillionths == 0;
	}

	boolean isBad(int kind) {
		return (kind & (slowShares() ? Kind.SLOW_FAILURE : Kind.FAILURE)) != 0;
	}

	/**
	 * Tells whether a share is at its threshold or above. Exact: both sides are whole
	 * numbers.
	 */
	static boolean reaches(long part, long of, long millionths) {
		return part * WHOLE >= of * millionths;
	}

}
