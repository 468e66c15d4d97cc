package io.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.breaker.event.BreakerState;
import io.breaker.event.Evidence;
import io.breaker.event.Incident;
import io.breaker.event.Outcome;
import io.breaker.event.StateChanged;
import io.breaker.event.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the record of the last incidents. Written only while news is delivered, which is
 * one thing at a time; read by anybody.
 */
final class IncidentLog {

	private static final int KEPT = 10;

	private final Totals totals;

	private volatile @Nullable Draft open;

	private volatile List<Incident> ended = List.of();

	IncidentLog(Totals totals) {
		this.totals = totals;
	}

	/**
	 * Takes note of a move.
	 * @return the incident that ended with it, {@code null} if none did
	 */
	@Nullable Incident moved(StateChanged event, Facts facts) {
		Draft before = this.open;
		if (event.to() == BreakerState.OPEN) {
			this.open = ((before != null) ? before : Draft.begin(event, facts)).with(facts, 1);
			return null;
		}
		if (before == null) {
			return null;
		}
		Draft after = before.with(facts, 0);
		if (event.to() != BreakerState.CLOSED) {
			this.open = after;
			return null;
		}
		Incident incident = after.incident(this.totals, event.at(), facts.now(), event.evidence().trigger());
		List<Incident> newestFirst = new ArrayList<>(List.of(incident));
		newestFirst.addAll(this.ended.subList(0, Math.min(this.ended.size(), KEPT - 1)));
		this.ended = List.copyOf(newestFirst);
		this.open = null;
		return incident;
	}

	List<Incident> newestFirst(long now) {
		Draft open = this.open;
		List<Incident> all = new ArrayList<>();
		if (open != null) {
			all.add(open.incident(this.totals, null, now, null));
		}
		all.addAll(this.ended);
		return List.copyOf(all);
	}

	/**
	 * What is known at the moment of a move.
	 *
	 * @param now when it fell due
	 * @param rejected how many calls had been rejected before, over the whole life
	 * @param fallbacks how many fallbacks had answered before, over the whole life
	 * @param trialsSucceeded how many trials succeeded in the state that ends
	 * @param trialsFailed how many trials failed in the state that ends
	 * @param failures what the state that ends failed with
	 * @param firstFailure when the oldest of them happened
	 * @param lastFailure when the newest of them happened
	 * @param message the message of the newest of them
	 */
	record Facts(long now, long rejected, long fallbacks, int trialsSucceeded, int trialsFailed,
			Map<String, Integer> failures, @Nullable Instant firstFailure, @Nullable Instant lastFailure,
			@Nullable String message) {
	}

	/**
	 * An incident that is not over. Immutable.
	 */
	private record Draft(String breaker, Instant started, long start, Evidence openedBy, Map<String, Integer> causes,
			@Nullable String message, @Nullable Instant firstFailure, @Nullable Instant lastFailure, int openings,
			long trialsSucceeded, long trialsFailed, long rejectedBefore, long fallbacksBefore) {

		static Draft begin(StateChanged event, Facts facts) {
			return new Draft(event.breaker(), event.at(), facts.now(), event.evidence(), Map.of(), null, null, null, 0,
					0, 0, facts.rejected(), facts.fallbacks());
		}

		Draft with(Facts facts, int openings) {
			Map<String, Integer> causes = new LinkedHashMap<>(this.causes);
			facts.failures().forEach((type, count) -> causes.merge(type, count, Integer::sum));
			return new Draft(this.breaker, this.started, this.start, this.openedBy, causes,
					(facts.message() != null) ? facts.message() : this.message,
					(this.firstFailure != null) ? this.firstFailure : facts.firstFailure(),
					(facts.lastFailure() != null) ? facts.lastFailure() : this.lastFailure, this.openings + openings,
					this.trialsSucceeded + facts.trialsSucceeded(), this.trialsFailed + facts.trialsFailed(),
					this.rejectedBefore, this.fallbacksBefore);
		}

		Incident incident(Totals totals, @Nullable Instant ended, long now, @Nullable Trigger endedBy) {
			return new Incident(this.breaker, this.started, ended, Duration.ofNanos(Math.max(0, now - this.start)),
					this.openedBy, this.causes, this.message, this.firstFailure, this.lastFailure, this.openings,
					this.trialsSucceeded, this.trialsFailed, totals.of(Outcome.REJECTED) - this.rejectedBefore,
					totals.fallbackSuccesses() - this.fallbacksBefore, endedBy);
		}

	}

}
