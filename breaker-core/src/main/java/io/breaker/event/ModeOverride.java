package io.breaker.event;

import java.time.Instant;

import io.breaker.config.BreakerMode;
import org.jspecify.annotations.Nullable;

/**
 * The mode that an operator set over the configured one.
 *
 * @param mode the mode
 * @param actor who set it
 * @param reason why, in the words of the actor; may be empty
 * @param since when it was set
 * @param until when it expires, {@code null} where it does not
 * @since 0.1.0
 */
public record ModeOverride(BreakerMode mode, String actor, String reason, Instant since, @Nullable Instant until) {
}
