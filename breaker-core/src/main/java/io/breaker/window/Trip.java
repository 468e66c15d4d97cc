package io.breaker.window;

/**
 * A trip rule is met.
 *
 * @param rule which one
 * @param bad how many calls were failed or slow
 * @param calls of how many
 */
public record Trip(Rule rule, long bad, long calls) {

	/**
	 * The rules that can be met.
	 */
	public enum Rule {

		/** Enough net failures over enough time. */
		EVIDENCE,

		/** The failure rate of a window. */
		FAILURE_RATE,

		/** The slow rate of a window. */
		SLOW_CALL_RATE,

		/** Failures in a row. */
		CONSECUTIVE_FAILURES

	}
}
