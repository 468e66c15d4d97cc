package io.breaker.window;

import java.util.List;

/**
 * A window that is a list.
 */
interface NaiveWindow {

	void add(int kind, long now);

	/**
	 * Returns what the window holds, oldest first, as it is handed on to another window.
	 */
	List<NaiveSample> samples(long now);

	default Counts counts(long now) {
		return NaiveSample.count(samples(now));
	}

}
