package io.breaker.event;

import java.time.Instant;

/**
 * The breaker is closed again. Follows the {@link StateChanged} that closed it.
 *
 * @param breaker the name of the breaker
 * @param at when it closed
 * @param incident the complete record
 * @since 0.1.0
 */
public record IncidentEnded(String breaker, Instant at, Incident incident) implements BreakerEvent {
}
