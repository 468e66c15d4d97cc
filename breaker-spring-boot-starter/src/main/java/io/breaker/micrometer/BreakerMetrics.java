package io.breaker.micrometer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

import io.breaker.BreakerRegistry;
import io.breaker.config.InvalidSettingException;
import io.breaker.rates.RecentRates;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

/**
 * The meters of all breakers, those that are made later included. A meter comes and goes
 * with its breaker.
 * <p>
 * Meters read what a breaker counts anyway when they are asked, so they cost a call
 * nothing. Only where calls are timed, each call is measured and recorded.
 * <p>
 * Binding twice to the same registry does nothing, nor does binding to a registry inside
 * of a composite that is bound. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class BreakerMetrics implements MeterBinder, AutoCloseable {

	/**
	 * How many breakers have meters of their own where nobody decides.
	 */
	public static final int DEFAULT_MAX_BREAKERS = 1_000;

	private static final int MOST_BREAKERS = 1_000_000;

	private final BreakerRegistry breakers;

	private final RecentRates rates;

	private final boolean timer;

	private final int maxBreakers;

	private final Lock lock = new ReentrantLock();

	private final List<Binding> bindings = new ArrayList<>();

	/**
	 * Creates meters that count calls.
	 * @param breakers the breakers
	 * @param rates their rates
	 */
	public BreakerMetrics(BreakerRegistry breakers, RecentRates rates) {
		this(breakers, rates, false, DEFAULT_MAX_BREAKERS);
	}

	/**
	 * Creates meters.
	 * @param breakers the breakers
	 * @param rates their rates
	 * @param timer whether calls are timed, which costs each of them two readings of the
	 * clock, and not only counted
	 * @param maxBreakers how many breakers have meters of their own, from 0 to 1,000,000;
	 * those beyond share the meters of the name {@code other}
	 * @throws InvalidSettingException if the number is outside the range
	 */
	public BreakerMetrics(BreakerRegistry breakers, RecentRates rates, boolean timer, int maxBreakers) {
		if (maxBreakers < 0 || maxBreakers > MOST_BREAKERS) {
			throw new InvalidSettingException("breaker.metrics.max-breakers",
					"be a whole number of at least 0 and at most " + MOST_BREAKERS + ",", maxBreakers, null);
		}
		this.breakers = breakers;
		this.rates = rates;
		this.timer = timer;
		this.maxBreakers = maxBreakers;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.lock.lock();
		try {
			if (this.bindings.stream().anyMatch((bound) -> covers(bound.meters(), registry))) {
				return;
			}
			this.bindings.removeIf((bound) -> covers(registry, bound.meters()) && bound.end());
			Binding binding = new Binding(this.breakers, registry, this.rates, this.timer, this.maxBreakers);
			this.bindings.add(binding);
			binding.begin();
		}
		finally {
			this.lock.unlock();
		}
	}

	private static boolean covers(MeterRegistry outer, MeterRegistry inner) {
		return outer == inner || (outer instanceof CompositeMeterRegistry composite
				&& composite.getRegistries().stream().anyMatch((part) -> covers(part, inner)));
	}

	/**
	 * Removes all meters from all registries.
	 */
	@Override
	public void close() {
		this.lock.lock();
		try {
			this.bindings.forEach(Binding::end);
			this.bindings.clear();
		}
		finally {
			this.lock.unlock();
		}
	}

}
