package io.breaker.spring.actuate;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.breaker.event.Incident;
import io.breaker.event.Trigger;

/**
 * One stretch of time in which a breaker was not closed.
 *
 * @param started when it opened
 * @param ended when it closed; absent while it lasts
 * @param duration how long it was, or has been so far, in seconds
 * @param openedBy what it opened on
 * @param causes the classes of the failures that led to it, the most frequent first
 * @param sampleMessage the message of the newest of them, where messages are shown
 * @param firstFailure when the oldest of them happened
 * @param lastFailure when the newest of them happened
 * @param openings how often it opened, reopenings included
 * @param trialsSucceeded how many trials succeeded
 * @param trialsFailed how many trials failed or timed out
 * @param rejected how many calls were rejected
 * @param fallbacks how many fallbacks answered in place of the callee
 * @param endedBy how it ended; absent while it lasts
 * @since 0.1.0
 */
public record IncidentDescriptor(Instant started, @Nullable Instant ended, @Nullable Double duration,
		@Nullable EvidenceDescriptor openedBy, Map<String, Integer> causes, @Nullable String sampleMessage,
		@Nullable Instant firstFailure, @Nullable Instant lastFailure, int openings, long trialsSucceeded,
		long trialsFailed, long rejected, long fallbacks, @Nullable Trigger endedBy) {

	static IncidentDescriptor of(Incident incident, boolean messages) {
		Map<String, Integer> causes = new LinkedHashMap<>();
		incident.causes()
			.entrySet()
			.stream()
			.sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
				.thenComparing(Map.Entry.comparingByKey()))
			.forEach((cause) -> causes.put(cause.getKey(), cause.getValue()));
		return new IncidentDescriptor(incident.started(), incident.ended(), Figures.seconds(incident.duration()),
				EvidenceDescriptor.of(incident.openedBy()), causes, messages ? incident.sampleMessage() : null,
				incident.firstFailure(), incident.lastFailure(), incident.openings(), incident.trialsSucceeded(),
				incident.trialsFailed(), incident.rejected(), incident.fallbacks(), incident.endedBy());
	}

}
