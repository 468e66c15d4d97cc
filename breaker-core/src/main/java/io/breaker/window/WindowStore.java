package io.breaker.window;

/**
 * Keeps the outcomes of an exact window.
 */
interface WindowStore extends TripRule.Sink {

	/**
	 * Adds a call.
	 * @param kind what counts of it
	 * @param now when it ended
	 * @return whether the window now holds a call that is failed or slow
	 */
	boolean add(int kind, long now);

	/**
	 * Returns what the window holds.
	 */
	Counts counts(long now);

	/**
	 * Hands the samples on, oldest first.
	 */
	void replay(TripRule.Sink sink, long now);

}
