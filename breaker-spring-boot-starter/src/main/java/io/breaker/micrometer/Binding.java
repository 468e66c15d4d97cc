package io.breaker.micrometer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.event.BreakerCreated;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerRemoved;
import io.breaker.rates.RecentRates;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the meters of one registry in step with the breakers there are.
 */
final class Binding implements BreakerListener {

	/*
	 * That a breaker was made or removed is only the occasion to look: of two breakers of
	 * one name, the second may be announced before the end of the first. What is in the
	 * registry of breakers decides.
	 *
	 * The lock is held while meters are registered, never while a call is made.
	 */

	private static final System.Logger LOGGER = System.getLogger("io.breaker.micrometer");

	private final BreakerRegistry breakers;

	private final MeterRegistry meters;

	private final RecentRates rates;

	private final boolean timer;

	private final int maxBreakers;

	private final ReentrantLock lock = new ReentrantLock();

	private final OwnMeters ownMeters;

	private final Map<String, Row> rows = new HashMap<>();

	private final OtherBreakers others = new OtherBreakers();

	private @Nullable RegisteredMeters metersOfOthers;

	private int own;

	private boolean warned;

	private boolean ended;

	Binding(BreakerRegistry breakers, MeterRegistry meters, RecentRates rates, boolean timer, int maxBreakers) {
		this.breakers = breakers;
		this.meters = meters;
		this.rates = rates;
		this.timer = timer;
		this.maxBreakers = maxBreakers;
		this.ownMeters = OwnMeters.of(meters, this.lock);
	}

	void begin() {
		this.breakers.addListener(this);
		this.breakers.all().forEach((breaker) -> look(breaker.name()));
	}

	MeterRegistry meters() {
		return this.meters;
	}

	/**
	 * Removes all meters.
	 * @return {@code true}, since it always does
	 */
	boolean end() {
		this.breakers.removeListener(this);
		this.lock.lock();
		try {
			this.ended = true;
			List.copyOf(this.rows.keySet()).forEach(this::remove);
			return true;
		}
		finally {
			this.lock.unlock();
		}
	}

	@Override
	public void onEvent(BreakerEvent event) {
		if (event instanceof BreakerCreated || event instanceof BreakerRemoved) {
			look(event.breaker());
		}
	}

	private void look(String name) {
		this.lock.lock();
		try {
			Breaker present = this.breakers.find(name).orElse(null);
			Row row = this.rows.get(name);
			if (row != null && row.subject.breaker() != present) {
				remove(name);
				row = null;
			}
			if (row == null && present != null && !this.ended) {
				add(name, new Subject(present, this.rates));
			}
		}
		finally {
			this.lock.unlock();
		}
	}

	private void add(String name, Subject subject) {
		boolean other = this.own >= this.maxBreakers || name.equals(OtherBreakers.NAME);
		RegisteredMeters registered = other ? others() : registeredMeters(name);
		Row row = new Row(subject, registered, other);
		this.rows.put(name, row);
		if (other) {
			this.others.add(subject);
		}
		else {
			this.own++;
			registered.register(this.timer, (series) -> () -> series.value().applyAsDouble(subject));
		}
		row.listen();
	}

	private RegisteredMeters registeredMeters(String name) {
		return new RegisteredMeters(this.meters, name, this.ownMeters);
	}

	private RegisteredMeters others() {
		RegisteredMeters registered = this.metersOfOthers;
		if (registered == null) {
			registered = registeredMeters(OtherBreakers.NAME);
			this.metersOfOthers = registered;
			registered.register(this.timer, this.others::source);
		}
		if (this.own >= this.maxBreakers && !this.warned) {
			this.warned = true;
			LOGGER.log(System.Logger.Level.WARNING,
					"''breaker.metrics.max-breakers'' is {0}, and there are more circuit breakers than that; "
							+ "the rest share the meters of the name ''other''",
					String.valueOf(this.maxBreakers));
		}
		return registered;
	}

	private void remove(String name) {
		Row row = this.rows.remove(name);
		if (row == null) {
			return;
		}
		row.leave();
		if (!row.other) {
			this.own--;
			row.meters.remove();
			return;
		}
		this.others.remove(row.subject);
		if (this.others.isEmpty()) {
			row.meters.remove();
			this.metersOfOthers = null;
		}
	}

	/**
	 * A breaker and its meters.
	 *
	 * @param subject the breaker
	 * @param meters its meters
	 * @param other whether it shares them
	 */
	private record Row(Subject subject, RegisteredMeters meters, boolean other) {

		void listen() {
			TimedCalls timedCalls = this.meters.timedCalls();
			if (timedCalls != null) {
				this.subject.breaker().addListener(timedCalls);
			}
		}

		void leave() {
			TimedCalls timedCalls = this.meters.timedCalls();
			if (timedCalls != null) {
				this.subject.breaker().removeListener(timedCalls);
			}
		}

	}

}
