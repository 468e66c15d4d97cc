package io.breaker.rates;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.Settings;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.CallTotals;
import org.jspecify.annotations.Nullable;

/**
 * The failure rate and the slow rate of every breaker: of its window where it has one,
 * otherwise of the last 10 seconds. Ten of twenty calls in the last 10 seconds failed: 50
 * percent. Where no call ended in that time the rate is undefined.
 * <p>
 * The rates of the last 10 seconds are differences of totals, which are read once a
 * second for all breakers by {@link #sample()}. A call pays nothing for them. Safe for
 * use by many threads.
 *
 * @since 0.1.0
 */
public final class RecentRates implements AutoCloseable {

	private static final long SPAN_NANOS = 10_000_000_000L;

	private static final Duration EVERY = Duration.ofSeconds(1);

	private static final long LEAST_DISTANCE_NANOS = EVERY.toNanos() / 2;

	private static final Runnable CLOSED = new Closed();

	private final BreakerRegistry registry;

	private final TimeSource time;

	private final Map<String, Samples> samples = new ConcurrentHashMap<>();

	private final AtomicReference<@Nullable Runnable> cancel = new AtomicReference<>();

	private volatile long sampled;

	/**
	 * Creates the rates of all breakers, which are undefined at first.
	 * @param registry holds the breakers
	 * @param time where time is read, the same as the registry has
	 */
	public RecentRates(BreakerRegistry registry, TimeSource time) {
		this.registry = registry;
		this.time = time;
		this.sampled = time.nanoTime();
		for (Breaker breaker : registry.all()) {
			this.samples.put(breaker.name(), Samples.begin(breaker, this.sampled, breaker.totals()));
		}
	}

	/**
	 * Samples once a second from now on. Sampling with another alarm ends the sampling
	 * with the one before.
	 * @param alarm what wakes this
	 * @return this object
	 */
	public RecentRates sampleWith(Alarm alarm) {
		Runnable before = this.cancel.get();
		if (before == CLOSED) {
			return this;
		}
		Runnable after = alarm.after(EVERY, () -> {
			try {
				sample();
			}
			finally {
				sampleWith(alarm);
			}
		});
		boolean mine = this.cancel.compareAndSet(before, after);
		Runnable superseded = mine ? before : after;
		if (superseded != null) {
			superseded.run();
		}
		return this;
	}

	/**
	 * Reads the totals of all breakers. Takes a time in proportion to their number.
	 */
	public void sample() {
		long now = this.time.nanoTime();
		long before = this.sampled;
		this.samples.values()
			.removeIf((samples) -> this.registry.find(samples.breaker().name()).orElse(null) != samples.breaker());
		for (Breaker breaker : this.registry.all()) {
			this.samples.compute(breaker.name(),
					(name, samples) -> ((samples != null) ? samples : Samples.begin(breaker, before, Samples.NOTHING))
						.with(now, SPAN_NANOS, LEAST_DISTANCE_NANOS));
		}
		this.sampled = now;
	}

	/**
	 * Returns the rates of a breaker at this moment.
	 * @param breaker a breaker of the registry
	 * @return its rates, either of which may be undefined
	 */
	public Rates of(Breaker breaker) {
		if (breaker.settings().get(Settings.WINDOW) != null) {
			BreakerSnapshot snapshot = breaker.snapshot();
			return new Rates(snapshot.failureRate(), snapshot.slowRate());
		}
		CallTotals then = before(breaker);
		return (then != null) ? between(then, breaker.totals(), breaker.settings().get(Settings.SLOW_CALL) != null)
				: Rates.UNDEFINED;
	}

	/**
	 * Returns what a breaker had counted at the beginning of the span. One that was never
	 * sampled was made after the last sample, and had counted nothing.
	 */
	private @Nullable CallTotals before(Breaker breaker) {
		long now = this.time.nanoTime();
		Samples samples = this.samples.get(breaker.name());
		if (samples != null && samples.breaker() == breaker) {
			return samples.oldest(now, SPAN_NANOS);
		}
		return (now - this.sampled <= SPAN_NANOS) ? Samples.NOTHING : null;
	}

	/**
	 * Without a window a slow call always shares the failure rate.
	 */
	private static Rates between(CallTotals then, CallTotals now, boolean judgesSlowness) {
		long good = now.success() - then.success();
		long slow = now.slowSuccess() - then.slowSuccess() + now.slowFailure() - then.slowFailure();
		long bad = slow + now.failure() - then.failure();
		long calls = good + bad;
		if (calls <= 0) {
			return Rates.UNDEFINED;
		}
		return new Rates(100.0 * bad / calls, judgesSlowness ? 100.0 * slow / calls : null);
	}

	/**
	 * Samples no more.
	 */
	@Override
	public void close() {
		Runnable cancel = this.cancel.getAndSet(CLOSED);
		if (cancel != null) {
			cancel.run();
		}
	}

	/**
	 * Takes the place of a planned sampling when there will be none.
	 */
	private static final class Closed implements Runnable {

		@Override
		public void run() {
			// There is nothing to cancel.
		}

	}

}
