package io.breaker.micrometer;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.DoubleAccumulator;
import java.util.concurrent.atomic.DoubleAdder;
import java.util.function.Supplier;

import io.breaker.micrometer.BreakerMeter.Kind;

/**
 * The breakers that have no meters of their own and share those of the name
 * {@code other}: totals and states are added up, of rates and evidence the highest is
 * shown. A total never goes down, also when one of the breakers is removed.
 */
final class OtherBreakers {

	static final String NAME = "other";

	private final Set<Subject> members = ConcurrentHashMap.newKeySet();

	private final Map<Series, DoubleAdder> removed = new ConcurrentHashMap<>();

	void add(Subject member) {
		this.members.add(member);
	}

	/**
	 * Removes a breaker and keeps what it had counted. In between the totals lack it,
	 * which {@link #source} hides.
	 */
	void remove(Subject member) {
		if (this.members.remove(member)) {
			Series.ALL.stream()
				.filter((series) -> series.meter().kind() == Kind.TOTAL)
				.forEach((series) -> this.removed.computeIfAbsent(series, (key) -> new DoubleAdder())
					.add(series.value().applyAsDouble(member)));
		}
	}

	boolean isEmpty() {
		return this.members.isEmpty();
	}

	/**
	 * Returns what reads the value of a series for all breakers.
	 */
	Supplier<Number> source(Series series) {
		return switch (series.meter().kind()) {
			case TOTAL -> {
				DoubleAccumulator highest = new DoubleAccumulator(Math::max, 0);
				yield () -> {
					highest.accumulate(total(series));
					return highest.get();
				};
			}
			case SHARE -> () -> sum(series);
			case LEVEL -> () -> highest(series);
		};
	}

	private double total(Series series) {
		DoubleAdder removed = this.removed.get(series);
		return sum(series) + ((removed != null) ? removed.sum() : 0);
	}

	private double sum(Series series) {
		return this.members.stream().mapToDouble(series.value()).sum();
	}

	private double highest(Series series) {
		return this.members.stream()
			.mapToDouble(series.value())
			.filter((value) -> !Double.isNaN(value))
			.max()
			.orElse(Double.NaN);
	}

}
