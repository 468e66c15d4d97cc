package io.breaker.event;

/**
 * How the attempts to call ended over the whole life of a breaker. No number ever goes
 * down. At rest they add up to the number of attempts.
 *
 * @param success calls that succeeded in time
 * @param failure calls that failed in time
 * @param slowSuccess calls that succeeded slowly
 * @param slowFailure calls that failed slowly
 * @param ignored calls whose result says nothing
 * @param rejected calls that were turned away
 * @param cancelled calls that the caller gave up
 * @param wouldReject calls that would have been turned away in another mode
 * @since 0.1.0
 */
public record CallTotals(long success, long failure, long slowSuccess, long slowFailure, long ignored, long rejected,
		long cancelled, long wouldReject) {

	/**
	 * Returns the number of attempts.
	 * @return the sum of all totals
	 */
	public long attempts() {
		return this.success + this.failure + this.slowSuccess + this.slowFailure + this.ignored + this.rejected
				+ this.cancelled + this.wouldReject;
	}

	/**
	 * Returns one total.
	 * @param outcome which one
	 * @return the number of attempts that ended so
	 */
	public long of(Outcome outcome) {
		return switch (outcome) {
			case SUCCESS -> this.success;
			case FAILURE -> this.failure;
			case SLOW_SUCCESS -> this.slowSuccess;
			case SLOW_FAILURE -> this.slowFailure;
			case IGNORED -> this.ignored;
			case REJECTED -> this.rejected;
			case CANCELLED -> this.cancelled;
			case WOULD_REJECT -> this.wouldReject;
		};
	}

}
