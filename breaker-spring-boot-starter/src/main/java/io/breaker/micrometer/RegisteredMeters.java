package io.breaker.micrometer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;

/**
 * The meters of one name in one registry. What somebody else registered under that name
 * stays his.
 */
final class RegisteredMeters {

	static final String NAME = "name";

	private final MeterRegistry registry;

	private final String name;

	private final OwnMeters own;

	private final List<Meter> meters = new ArrayList<>();

	private @Nullable TimedCalls timedCalls;

	RegisteredMeters(MeterRegistry registry, String name, OwnMeters own) {
		this.registry = registry;
		this.name = name;
		this.own = own;
	}

	/**
	 * Registers all meters.
	 * @param timer whether calls are timed, not counted
	 * @param source gives for each series what reads its value
	 */
	void register(boolean timer, Function<Series, Supplier<Number>> source) {
		List<Timer> timers = new ArrayList<>();
		for (Series series : Series.ALL) {
			if (timer && series.meter() == BreakerMeter.CALLS) {
				timers.add(keep(timer(series)));
			}
			else {
				keep(meter(series, source.apply(series)));
			}
		}
		this.timedCalls = Collections.disjoint(timers, this.meters) ? null : new TimedCalls(timers);
	}

	private <M extends Meter> M keep(M meter) {
		if (this.own.made(meter)) {
			this.meters.add(meter);
		}
		return meter;
	}

	private Timer timer(Series series) {
		return Timer.builder(series.meter().id())
			.tags(tags(series))
			.description(series.meter().description())
			.register(this.registry);
	}

	/**
	 * A counter holds the object it reads only weakly, but its function strongly: so the
	 * function holds everything.
	 */
	private Meter meter(Series series, Supplier<Number> value) {
		BreakerMeter meter = series.meter();
		if (meter.kind() == BreakerMeter.Kind.TOTAL) {
			return FunctionCounter.builder(meter.id(), value, (weak) -> value.get().doubleValue())
				.tags(tags(series))
				.description(meter.description())
				.baseUnit(meter.unit())
				.register(this.registry);
		}
		return Gauge.builder(meter.id(), value)
			.tags(tags(series))
			.description(meter.description())
			.baseUnit(meter.unit())
			.register(this.registry);
	}

	private Tags tags(Series series) {
		return Tags.of(NAME, this.name).and(series.tags());
	}

	/**
	 * Returns what has to hear of every call, {@code null} where nothing has.
	 */
	@Nullable TimedCalls timedCalls() {
		return this.timedCalls;
	}

	void remove() {
		this.meters.forEach(this.registry::remove);
		this.meters.clear();
	}

}
