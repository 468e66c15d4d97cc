package io.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.SettingsBuilder;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerCreated;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerState;
import io.breaker.event.StateChanged;

/**
 * A breaker that is cheap to make, since every try of a race makes a new one. Its time
 * stands still until it is moved.
 * <p>
 * A race has two actors, who may do several things: jcstress leaves out, without a word,
 * what has more actors than the machine has processors.
 */
final class Racers implements TimeSource {

	static final Intervention TEST = Intervention.by("test");

	static final Throwable FAILURE = new Exception("broken", null, false, false) {
		private static final long serialVersionUID = 1L;

	};

	private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

	private volatile long elapsed;

	final Machine machine;

	final Breaker breaker;

	final Ear ear = new Ear();

	Racers(BreakerSettings settings) {
		this.machine = new Machine("race", settings, this, null, () -> 0, new Audience(null, this));
		this.breaker = new DefaultBreaker(this.machine);
		this.machine.begin(new BreakerCreated("race", START));
		this.breaker.addListener(this.ear);
	}

	/**
	 * Returns settings that open at the first failure and wait a second.
	 */
	static BreakerSettings settings(Consumer<SettingsBuilder> more) {
		Consumer<SettingsBuilder> basics = (s) -> s.consecutiveFailures(1)
			.openFor(Duration.ofSeconds(1))
			.openJitter(0)
			.retryAfterMax(Duration.ZERO);
		return BreakerSettings.of(basics.andThen(more));
	}

	@Override
	public long nanoTime() {
		return this.elapsed;
	}

	@Override
	public Instant now() {
		return START.plusNanos(this.elapsed);
	}

	void advance(Duration step) {
		this.elapsed += step.toNanos();
	}

	/**
	 * Moves on along the arrows until a state is reached.
	 */
	void moveTo(BreakerState... states) {
		for (BreakerState state : states) {
			this.breaker.moveTo(state, TEST);
		}
	}

	int tryAcquire() {
		return this.breaker.tryAcquire().isPresent() ? 1 : 0;
	}

	int moves() {
		long moves = 0;
		for (BreakerState from : BreakerState.values()) {
			for (BreakerState to : BreakerState.values()) {
				moves += this.breaker.transitions(from, to);
			}
		}
		return (int) moves;
	}

	/**
	 * Hears moves, and whether each begins where the one before ended.
	 */
	static final class Ear implements BreakerListener {

		final AtomicInteger heard = new AtomicInteger();

		private BreakerState last = BreakerState.CLOSED;

		private boolean broken;

		@Override
		public void onEvent(BreakerEvent event) {
			if (event instanceof StateChanged moved) {
				this.heard.incrementAndGet();
				this.broken |= moved.from() != this.last;
				this.last = moved.to();
			}
		}

		boolean heardAPath() {
			return !this.broken;
		}

	}

}
