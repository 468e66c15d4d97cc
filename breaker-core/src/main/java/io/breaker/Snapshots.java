package io.breaker;

import java.time.Duration;
import java.util.Objects;

import io.breaker.config.Settings;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.CallTotals;
import io.breaker.event.WindowCounts;
import io.breaker.window.Counts;
import io.breaker.window.Detector;
import org.jspecify.annotations.Nullable;

/**
 * Takes snapshots of a breaker whose numbers belong together: if the breaker moves while
 * they are read, they are read again.
 */
final class Snapshots {

	private static final int MOST_ATTEMPTS = 8;

	private Snapshots() {
	}

	static BreakerSnapshot take(Machine machine) {
		for (int attempt = 1;; attempt++) {
			long now = machine.time.nanoTime();
			State present = machine.presentAt(now);
			BreakerSnapshot snapshot = read(machine, present, now);
			if (machine.present() == present || attempt == MOST_ATTEMPTS) {
				return snapshot;
			}
		}
	}

	private static BreakerSnapshot read(Machine machine, State present, long now) {
		CallTotals totals = machine.totals.calls();
		Detector detector = present.detector();
		Counts counts = (detector != null) ? detector.counts(now) : null;
		Outage outage = present.outage();
		return new BreakerSnapshot(machine.name, present.kind(), present.terms.mode, present.terms.override,
				Objects.requireNonNull(present.at), retryAfter(present, now), failureRate(present, detector, counts),
				slowRate(present, counts), evidence(present, detector, now), window(counts), totals,
				present.journey.openings(), Duration.ofNanos(machine.totals.notClosed(present, now)),
				machine.totals.fallbackSuccesses(), machine.totals.fallbackFailures(),
				(outage != null) ? outage.openedBy() : null, (outage != null) ? outage.cause().type() : null);
	}

	private static @Nullable Duration retryAfter(State present, long now) {
		long nanos = rejects(present) ? present.retryAfter(now) : State.NEVER;
		return (nanos != State.NEVER) ? Duration.ofNanos(Math.max(0, nanos)) : null;
	}

	private static boolean rejects(State present) {
		return switch (present.terms.mode) {
			case FORCED_OPEN -> true;
			case OBSERVE, DISABLED -> false;
			case ENFORCE -> present.kind() == BreakerState.OPEN || present.kind() == BreakerState.RECOVERING;
		};
	}

	private static @Nullable Double failureRate(State present, @Nullable Detector detector, @Nullable Counts counts) {
		return (detector != null && counts != null) ? rate(present, detector.bad(counts), counts.calls()) : null;
	}

	private static @Nullable Double slowRate(State present, @Nullable Counts counts) {
		return (counts != null && present.terms.slowNanos > 0) ? rate(present, counts.slow(), counts.calls()) : null;
	}

	private static @Nullable Double rate(State present, long part, long calls) {
		boolean enough = calls >= present.terms.settings.require(Settings.MINIMUM_CALLS);
		return enough ? 100.0 * part / calls : null;
	}

	private static double evidence(State present, @Nullable Detector detector, long now) {
		if (detector != null) {
			return detector.progress(now);
		}
		return (present.outage() != null) ? 1 : 0;
	}

	private static @Nullable WindowCounts window(@Nullable Counts counts) {
		return (counts != null) ? new WindowCounts(counts.calls(), counts.failures(), counts.slow()) : null;
	}

}
