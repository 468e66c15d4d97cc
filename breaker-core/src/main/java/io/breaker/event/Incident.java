package io.breaker.event;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * One stretch of time in which a breaker was not closed: from the move out of
 * {@code CLOSED} until the move back into it.
 *
 * @param breaker the name of the breaker
 * @param started when it opened
 * @param ended when it closed, {@code null} while it lasts
 * @param duration how long it was, or has been so far
 * @param openedBy what it opened on
 * @param causes the classes of the failures that led to it, with counts; at most the last
 * {@value #FAILURES_KEPT} failures are looked at
 * @param sampleMessage the message of the newest of them, {@code null} where it has none;
 * may hold secrets
 * @param firstFailure when the oldest of them happened, {@code null} where there was none
 * @param lastFailure when the newest of them happened, {@code null} where there was none
 * @param openings how often it opened, reopenings included
 * @param trialsSucceeded how many trials succeeded
 * @param trialsFailed how many trials failed or timed out
 * @param rejected how many calls were rejected
 * @param fallbacks how many fallbacks answered in place of the callee
 * @param endedBy how it ended, {@code null} while it lasts
 * @since 0.1.0
 */
public record Incident(String breaker, Instant started, @Nullable Instant ended, Duration duration, Evidence openedBy,
		Map<String, Integer> causes, @Nullable String sampleMessage, @Nullable Instant firstFailure,
		@Nullable Instant lastFailure, int openings, long trialsSucceeded, long trialsFailed, long rejected,
		long fallbacks, @Nullable Trigger endedBy) {

	/**
	 * How many failures a breaker remembers for the record of an incident.
	 */
	public static final int FAILURES_KEPT = 64;

	/**
	 * Creates an incident.
	 */
	public Incident {
		causes = Map.copyOf(causes);
	}

}
