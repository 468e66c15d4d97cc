package io.breaker.config;

/**
 * What the end of a call says about the callee.
 *
 * @since 0.1.0
 */
public enum Verdict {

	/**
	 * The callee did its work; an exception that is neither recorded nor ignored counts
	 * here.
	 */
	SUCCESS,

	/**
	 * The callee failed.
	 */
	FAILURE,

	/**
	 * Says nothing about the callee, because the user wants it so.
	 */
	IGNORED,

	/**
	 * Says nothing about the callee, because the caller gave up.
	 */
	CANCELLED

}
