package io.breaker.micrometer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import io.breaker.config.BreakerMode;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.micrometer.core.instrument.Tags;

/**
 * One series of a meter: its tags but for the name of the breaker, and where its value
 * comes from.
 *
 * @param meter the meter
 * @param tags the tags
 * @param value reads the value of one breaker
 */
record Series(BreakerMeter meter, Tags tags, ToDoubleFunction<Subject> value) {

	/**
	 * All series of a breaker, in an order that stays.
	 */
	static final List<Series> ALL = all();

	private static List<Series> all() {
		List<Series> all = new ArrayList<>();
		for (Outcome outcome : Outcome.values()) {
			all.add(series(BreakerMeter.CALLS, outcome, (subject) -> subject.breaker().totals().of(outcome)));
		}
		for (BreakerState state : BreakerState.values()) {
			all.add(series(BreakerMeter.STATE, state, (subject) -> one(subject.breaker().state() == state)));
		}
		for (BreakerMode mode : BreakerMode.values()) {
			all.add(series(BreakerMeter.MODE, mode, (subject) -> one(subject.breaker().mode() == mode)));
		}
		all.add(new Series(BreakerMeter.FAILURE_RATE, Tags.empty(), Subject::failureRate));
		all.add(new Series(BreakerMeter.SLOW_RATE, Tags.empty(), Subject::slowRate));
		all.add(new Series(BreakerMeter.EVIDENCE, Tags.empty(), (subject) -> subject.breaker().snapshot().evidence()));
		for (BreakerState from : BreakerState.values()) {
			destinations(from).forEach((to) -> all.add(transitions(from, to)));
		}
		all.add(new Series(BreakerMeter.OPEN_SECONDS, Tags.empty(), Subject::openSeconds));
		all.add(series(BreakerMeter.FALLBACKS, Outcome.SUCCESS,
				(subject) -> subject.breaker().snapshot().fallbackSuccesses()));
		all.add(series(BreakerMeter.FALLBACKS, Outcome.FAILURE,
				(subject) -> subject.breaker().snapshot().fallbackFailures()));
		return List.copyOf(all);
	}

	/**
	 * Returns where a move can lead: along an arrow, or by a reset.
	 */
	private static Collection<BreakerState> destinations(BreakerState from) {
		Set<BreakerState> destinations = from.successors();
		destinations.add(BreakerState.CLOSED);
		return destinations;
	}

	private static Series transitions(BreakerState from, BreakerState to) {
		BreakerMeter meter = BreakerMeter.TRANSITIONS;
		return new Series(meter, Tags.of(meter.key(0), word(from), meter.key(1), word(to)),
				(subject) -> subject.breaker().transitions(from, to));
	}

	private static Series series(BreakerMeter meter, Enum<?> value, ToDoubleFunction<Subject> read) {
		return new Series(meter, Tags.of(meter.key(0), word(value)), read);
	}

	static String word(Enum<?> value) {
		return value.name().toLowerCase(Locale.ROOT);
	}

	private static double one(boolean current) {
		return current ? 1 : 0;
	}

}
