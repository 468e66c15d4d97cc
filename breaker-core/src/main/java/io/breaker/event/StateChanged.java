package io.breaker.event;

import java.time.Duration;
import java.time.Instant;

import io.breaker.config.Intervention;
import org.jspecify.annotations.Nullable;

/**
 * The breaker moved. {@code from} of each event is {@code to} of the one before. A reset
 * while closed moves from {@code CLOSED} to {@code CLOSED}.
 *
 * @param breaker the name of the breaker
 * @param at when the move fell due
 * @param from the state before
 * @param to the state after
 * @param evidence what the move was decided on
 * @param openFor how long the breaker will stay open, {@code null} where it did not open
 * @param lastFailure the class of the last failure, {@code null} where there was none
 * @param intervention who moved it by hand, {@code null} where it moved by itself
 * @since 0.1.0
 */
public record StateChanged(String breaker, Instant at, BreakerState from, BreakerState to, Evidence evidence,
		@Nullable Duration openFor, @Nullable String lastFailure,
		@Nullable Intervention intervention) implements BreakerEvent {
}
