package io.breaker.window;

/**
 * Keeps the outcomes of an exact window.
 */
interface WindowStore extends TripRule.Sink {

	/**
	 * Adds a call.
	 * @param kind what counts of it
	 * @param now when it ended
	 * @return the number of the stretch of time it belongs to; within a stretch a call
	 * leaves the window only when another takes its place
	 */
	long add(int kind, long now);

	/**
	 * Returns what the window holds.
	 */
	Counts counts(long now);

	/**
	 * Hands the samples on, oldest first.
	 */
	void replay(TripRule.Sink sink, long now);

}
