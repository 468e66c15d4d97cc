package io.breaker.spring;

/**
 * What the health of the application says of a breaker.
 *
 * @since 0.1.0
 */
public enum HealthPolicy {

	/**
	 * Nothing.
	 */
	IGNORE,

	/**
	 * Its state, without an effect on the health.
	 */
	SHOW,

	/**
	 * Its state; while it is open the application is {@code DOWN}.
	 */
	DOWN_WHEN_OPEN

}
