package io.breaker.shop.visit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import io.breaker.event.BreakerState;

/**
 * How the customers of the last minute were served, second by second. Safe for use by
 * many threads.
 */
final class Minute {

	private static final int SECONDS = 60;

	private final int[][] counts = new int[SECONDS][Served.values().length];

	private final BreakerState[] states = new BreakerState[SECONDS];

	private int now;

	Minute() {
		Arrays.fill(this.states, BreakerState.CLOSED);
	}

	synchronized void count(Served served) {
		this.counts[this.now][served.ordinal()]++;
	}

	/**
	 * Ends a second.
	 * @param state the state the breaker was in
	 */
	synchronized void tick(BreakerState state) {
		this.states[this.now] = state;
		this.now = (this.now + 1) % SECONDS;
		this.counts[this.now] = new int[Served.values().length];
		this.states[this.now] = state;
	}

	/**
	 * Returns the numbers of customers, the oldest second first, in the order of
	 * {@link Served}.
	 */
	synchronized List<int[]> counts() {
		List<int[]> oldestFirst = new ArrayList<>();
		for (int i = 1; i <= SECONDS; i++) {
			oldestFirst.add(this.counts[(this.now + i) % SECONDS].clone());
		}
		return oldestFirst;
	}

	/**
	 * Returns the states, the oldest second first, each as its first letter.
	 */
	synchronized String states() {
		StringBuilder oldestFirst = new StringBuilder();
		for (int i = 1; i <= SECONDS; i++) {
			oldestFirst.append(this.states[(this.now + i) % SECONDS].name().charAt(0));
		}
		return oldestFirst.toString();
	}

}
