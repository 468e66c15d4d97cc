package io.breaker.event;

import java.time.Instant;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import org.jspecify.annotations.Nullable;

/**
 * An operator overrode the mode, dropped an override, or an override expired.
 *
 * @param breaker the name of the breaker
 * @param at when
 * @param from the mode before
 * @param to the mode after
 * @param until when the override will expire, {@code null} where it will not or none is
 * left
 * @param intervention who did it, {@code null} where an override expired
 * @since 0.1.0
 */
public record ModeChanged(String breaker, Instant at, BreakerMode from, BreakerMode to, @Nullable Instant until,
		@Nullable Intervention intervention) implements BreakerEvent {
}
