package io.breaker;

import java.math.BigInteger;

/**
 * The twin of {@link Waits}, in numbers without end.
 */
final class NaiveWaits {

	private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

	private NaiveWaits() {
	}

	/**
	 * Returns the length of a wait.
	 * @param jitter the greatest share by which it is spread, in millionths
	 * @param die where in its spread it is, in millionths to both sides
	 */
	static long open(long first, long most, int jitter, int failedRecoveries, int die, long asked) {
		BigInteger wait = grown(first, most, failedRecoveries);
		BigInteger spread = wait.multiply(BigInteger.valueOf(jitter)).divide(MILLION);
		BigInteger off = spread.multiply(BigInteger.valueOf(Math.abs((long) die))).divide(MILLION);
		BigInteger spreadWait = (die < 0) ? wait.subtract(off) : wait.add(off);
		return spreadWait.max(BigInteger.valueOf(asked)).longValueExact();
	}

	static long ramp(long first, long most, int relapses) {
		return grown(first, most, relapses).longValueExact();
	}

	private static BigInteger grown(long first, long most, int times) {
		return BigInteger.valueOf(first).shiftLeft(times).min(BigInteger.valueOf(most));
	}

}
