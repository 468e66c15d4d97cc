package io.breaker.event;

/**
 * What a move was decided on: how many of how many calls, or of how many trials.
 *
 * @param trigger the rule that was met
 * @param bad how many were failed or slow
 * @param calls how many there were
 * @since 0.1.0
 */
public record Evidence(Trigger trigger, long bad, long calls) {

	/**
	 * Returns the share of bad calls.
	 * @return percent from 0 to 100, 0 where there were no calls
	 */
	public double rate() {
		return (this.calls > 0) ? 100.0 * this.bad / this.calls : 0;
	}

	/**
	 * Returns the evidence in words that follow <i>opened by</i>, such as
	 * {@code failure rate 62 % of 40 calls}.
	 * @return the words
	 */
	public String describe() {
		return switch (this.trigger) {
			case EVIDENCE, FAILURE_RATE, SLOW_CALL_RATE ->
				this.trigger.words() + " " + Math.round(rate()) + " % of " + this.calls + " calls";
			case CONSECUTIVE_FAILURES, TRIALS_SUCCEEDED, TRIALS_FAILED ->
				this.bad + " " + this.trigger.words() + ((this.bad != 1) ? "s" : "");
			case WAIT_OVER, RAMP_COMPLETE, OPERATOR, RESET -> this.trigger.words();
		};
	}

}
