package io.breaker.event;

import java.time.Duration;
import java.time.Instant;

import io.breaker.config.BreakerMode;
import org.jspecify.annotations.Nullable;

/**
 * Everything a breaker knows about itself at one moment: state, mode, counts and rates
 * are of the same period, and the totals were read within it. An undefined rate is absent
 * ({@code null}).
 *
 * @param name the name of the breaker
 * @param state the state
 * @param mode the mode
 * @param override what an operator set over the configured mode, {@code null} for nothing
 * @param since when the breaker moved into the state
 * @param retryAfter how long until the next call can pass, {@code null} where calls pass
 * or nobody can tell
 * @param failureRate percent of the calls in the window that failed, slow ones included
 * where they share that rate; {@code null} without a window or below
 * {@code minimum-calls}
 * @param slowRate percent of the calls in the window that were slow, {@code null} without
 * a window or {@code slow-call}, or below {@code minimum-calls}
 * @param evidence from 0 to 1, how much of the evidence for opening is there
 * @param window what the window holds, {@code null} without a window
 * @param totals how attempts ended, over the whole life
 * @param openings how often the breaker moved into {@code OPEN}, over the whole life
 * @param notClosed how long it was not closed, over the whole life
 * @param fallbackSuccesses how many fallbacks gave an answer, over the whole life
 * @param fallbackFailures how many fallbacks failed, over the whole life
 * @param openedBy what it opened on, {@code null} while closed
 * @param lastFailure the class of the last failure before it opened, {@code null} while
 * closed or where there was none
 * @since 0.1.0
 */
public record BreakerSnapshot(String name, BreakerState state, BreakerMode mode, @Nullable ModeOverride override,
		Instant since, @Nullable Duration retryAfter, @Nullable Double failureRate, @Nullable Double slowRate,
		double evidence, @Nullable WindowCounts window, CallTotals totals, long openings, Duration notClosed,
		long fallbackSuccesses, long fallbackFailures, @Nullable Evidence openedBy, @Nullable String lastFailure) {
}
