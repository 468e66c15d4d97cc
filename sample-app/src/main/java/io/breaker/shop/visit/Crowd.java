package io.breaker.shop.visit;

import java.time.Duration;

/**
 * Customers that came together. Not safe for use by many threads.
 */
final class Crowd {

	private static final double GROWTH_SECONDS = 3;

	private final int rate;

	private final Duration lasts;

	private final long began = System.nanoTime();

	private double due;

	private long rounds;

	private long visits;

	/**
	 * Creates a crowd.
	 * @param rate how many look at each feature in a second
	 * @param lasts when they go home
	 */
	Crowd(int rate, Duration lasts) {
		this.rate = rate;
		this.lasts = lasts;
	}

	/**
	 * Tells whether the next round is due. A growing share of the rounds is in the first
	 * seconds, because no crowd comes all at once.
	 */
	boolean isDue() {
		this.due += Math.min(1, present().toMillis() / 1e3 / GROWTH_SECONDS);
		boolean now = this.due >= 1;
		this.due -= now ? 1 : 0;
		return now;
	}

	boolean isOver() {
		return present().compareTo(this.lasts) >= 0;
	}

	private Duration present() {
		return Duration.ofNanos(System.nanoTime() - this.began);
	}

	/**
	 * Returns what the next round looks at.
	 */
	String nextProduct() {
		return Shop.PRODUCTS.get((int) (this.rounds++ % Shop.PRODUCTS.size()));
	}

	void count(int visits) {
		this.visits += visits;
	}

	long visits() {
		return this.visits;
	}

	Load load() {
		Duration left = this.lasts.minus(present());
		return new Load(this.rate, Math.max(0, left.toMillis()) / 1e3, this.visits);
	}

}
