package io.breaker.event;

/**
 * How an attempt to call ended. Every attempt ends in exactly one of these, and is
 * counted in exactly one total; only a breaker in mode {@code DISABLED} counts nothing.
 *
 * @since 0.1.0
 */
public enum Outcome {

	/** The callee did its work in time. */
	SUCCESS,

	/** The callee failed in time. */
	FAILURE,

	/** The callee did its work, but took longer than {@code slow-call}. */
	SLOW_SUCCESS,

	/** The callee failed and took longer than {@code slow-call}. */
	SLOW_FAILURE,

	/** The result says nothing about the callee, because the user wants it so. */
	IGNORED,

	/** The breaker turned the call away. */
	REJECTED,

	/** The caller gave up before there was a result. */
	CANCELLED,

	/**
	 * The breaker would have turned the call away but only observes; what became of the
	 * call is not counted.
	 */
	WOULD_REJECT

}
