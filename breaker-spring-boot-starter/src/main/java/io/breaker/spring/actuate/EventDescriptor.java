package io.breaker.spring.actuate;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.breaker.config.Intervention;
import io.breaker.event.BreakerEvent;
import io.breaker.event.IncidentEnded;
import io.breaker.event.ModeChanged;
import io.breaker.event.SettingsChanged;
import io.breaker.event.StateChanged;

/**
 * Something that happened to a breaker. Each type has some of the components; the others
 * are {@code null} here and absent in JSON.
 *
 * @param type {@code STATE_CHANGED}, {@code MODE_CHANGED}, {@code SETTINGS_CHANGED},
 * {@code INCIDENT_ENDED}, {@code BREAKER_CREATED} or {@code BREAKER_REMOVED}
 * @param breaker the name of the breaker
 * @param at when
 * @param from the state or mode before
 * @param to the state or mode after
 * @param evidence what a move was decided on
 * @param openFor how long the breaker will stay open, in seconds
 * @param lastFailure the class of the last failure
 * @param settings by key the {@code old} and the {@code new} value, and the
 * {@code origin} of the new one
 * @param until when an override of the mode ends
 * @param actor who did it
 * @param reason why
 * @param incident the record of an incident that ended
 * @since 0.1.0
 */
public record EventDescriptor(String type, String breaker, Instant at, @Nullable String from, @Nullable String to,
		@Nullable EvidenceDescriptor evidence, @Nullable Double openFor, @Nullable String lastFailure,
		@Nullable Map<String, Map<String, String>> settings, @Nullable Instant until, @Nullable String actor,
		@Nullable String reason, @Nullable IncidentDescriptor incident) {

	/**
	 * The words for types of events: whatever events there are has one.
	 */
	static final List<String> TYPES = Arrays.stream(BreakerEvent.class.getPermittedSubclasses())
		.map(EventDescriptor::type)
		.toList();

	static EventDescriptor of(BreakerEvent event, boolean messages) {
		String type = type(event.getClass());
		String breaker = event.breaker();
		Instant at = event.at();
		if (event instanceof StateChanged moved) {
			return new EventDescriptor(type, breaker, at, moved.from().name(), moved.to().name(),
					EvidenceDescriptor.of(moved.evidence()), Figures.seconds(moved.openFor()), moved.lastFailure(),
					null, null, actor(moved.intervention()), reason(moved.intervention()), null);
		}
		if (event instanceof ModeChanged changed) {
			return new EventDescriptor(type, breaker, at, changed.from().name(), changed.to().name(), null, null, null,
					null, changed.until(), actor(changed.intervention()), reason(changed.intervention()), null);
		}
		if (event instanceof SettingsChanged changed) {
			return new EventDescriptor(type, breaker, at, null, null, null, null, null,
					TuningDescriptor.changes(changed.before(), changed.after(), Set.of()), null,
					actor(changed.intervention()), reason(changed.intervention()), null);
		}
		IncidentDescriptor incident = (event instanceof IncidentEnded ended)
				? IncidentDescriptor.of(ended.incident(), messages) : null;
		return new EventDescriptor(type, breaker, at, null, null, null, null, null, null, null, null, null, incident);
	}

	static String type(Class<?> event) {
		return event.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
	}

	private static @Nullable String actor(@Nullable Intervention intervention) {
		return (intervention != null) ? intervention.actor() : null;
	}

	private static @Nullable String reason(@Nullable Intervention intervention) {
		return (intervention == null || intervention.reason().isEmpty()) ? null : intervention.reason();
	}

}
