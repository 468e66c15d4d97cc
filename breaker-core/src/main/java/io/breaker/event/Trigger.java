package io.breaker.event;

/**
 * What made a breaker move.
 *
 * @since 0.1.0
 */
public enum Trigger {

	/** Enough net failures over enough time: the default rule. */
	EVIDENCE("failure rate"),

	/** The failure rate of the window reached its threshold. */
	FAILURE_RATE("failure rate"),

	/** The slow rate of the window reached its threshold. */
	SLOW_CALL_RATE("slow rate"),

	/** Enough failures in a row. */
	CONSECUTIVE_FAILURES("consecutive failure"),

	/** The wait was over. */
	WAIT_OVER("the wait is over"),

	/** Enough trials succeeded. */
	TRIALS_SUCCEEDED("successful trial"),

	/** Too many trials failed for the rest to make it up. */
	TRIALS_FAILED("failed trial"),

	/** The last share of the calls was let in. */
	RAMP_COMPLETE("the ramp is complete"),

	/** Somebody moved the breaker by hand. */
	OPERATOR("an operator"),

	/** Somebody reset the breaker. */
	RESET("a reset");

	private final String words;

	Trigger(String words) {
		this.words = words;
	}

	/**
	 * Returns the trigger in words that follow <i>opened by</i>, in the singular.
	 * @return the words
	 */
	public String words() {
		return this.words;
	}

}
