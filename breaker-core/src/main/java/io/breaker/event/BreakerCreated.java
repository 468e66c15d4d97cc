package io.breaker.event;

import java.time.Instant;

/**
 * A registry created a breaker.
 *
 * @param breaker the name of the breaker
 * @param at when
 * @since 0.1.0
 */
public record BreakerCreated(String breaker, Instant at) implements BreakerEvent {
}
