package io.breaker.event;

import java.time.Instant;

/**
 * A registry removed a breaker. Nothing of it is told afterwards.
 *
 * @param breaker the name of the breaker
 * @param at when
 * @since 0.1.0
 */
public record BreakerRemoved(String breaker, Instant at) implements BreakerEvent {
}
