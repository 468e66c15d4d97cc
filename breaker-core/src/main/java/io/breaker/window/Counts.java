package io.breaker.window;

/**
 * What a window holds.
 *
 * @param calls how many calls
 * @param failures how many of them failed, slowly or not
 * @param slow how many of them were slow, failed or not
 * @param slowFailures how many of them were both
 */
public record Counts(long calls, long failures, long slow, long slowFailures) {

	/**
	 * Returns how many calls were bad: never more than there were, also where the numbers
	 * were read while they changed.
	 */
	long bad(boolean slowShares) {
		return slowShares ? Math.min(this.calls, this.failures + this.slow - this.slowFailures) : this.failures;
	}

}
