package io.breaker;

/**
 * What lets one call through: a state that lets everybody through, or one trial. Only the
 * period that gave it judges how the call ended.
 */
abstract class Admission {

	/**
	 * Lets a call through whose end moves and counts nothing.
	 */
	static final Admission UNCOUNTED = new Admission(0, false) {
	};

	/**
	 * The number of the period, counted from 1 over the life of the breaker.
	 */
	final long period;

	/**
	 * Whether the duration of the call matters.
	 */
	final boolean measured;

	Admission(long period, boolean measured) {
		this.period = period;
		this.measured = measured;
	}

}
