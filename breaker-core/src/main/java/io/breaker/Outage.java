package io.breaker;

import io.breaker.event.Evidence;

/**
 * What a breaker that is not closed carries from state to state.
 *
 * @param openedBy what the last opening was decided on
 * @param cause what the callee failed with last
 * @param failedRecoveries how often recovery failed since the breaker was last closed
 * @param relapses how often in a row the breaker opened while recovering or soon after
 */
record Outage(Evidence openedBy, Cause cause, int failedRecoveries, int relapses) {

	/**
	 * Returns what the breaker carries after another opening.
	 * @param relapse 1 if it opened while recovering, 0 if it never got so far
	 */
	Outage afterFailedRecovery(Evidence evidence, Cause cause, int relapse) {
		return new Outage(evidence, cause.or(this.cause), more(this.failedRecoveries),
				(relapse > 0) ? more(this.relapses) : this.relapses);
	}

	/**
	 * Counts on, but never past the point from where doubling has long reached any limit.
	 */
	static int more(int count) {
		return Math.min(count + 1, 1_000);
	}

}
