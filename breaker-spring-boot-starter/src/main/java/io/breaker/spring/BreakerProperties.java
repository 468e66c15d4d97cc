package io.breaker.spring;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.breaker.config.BreakerMode;

/**
 * The keys that can stand under {@code breaker.defaults}, a template or an instance, for
 * editors that complete them. Nothing is bound to it: a starting application reads the
 * environment by itself, and {@link SpringSettings} tells ranges and defaults.
 *
 * @param template template to inherit from what is not set here
 * @param mode mode that holds unless an operator overrides it
 * @param failureRate share of failed calls from which on the breaker opens
 * @param evidence number of net failures that prove the failure rate
 * @param evidenceTime time a streak of failures must last to be evidence
 * @param window exact window to judge instead of the evidence
 * @param minimumCalls number of calls a window needs before it has a rate
 * @param consecutiveFailures number of failures in a row that open the breaker
 * @param slowCall duration above which a call is slow
 * @param slowCallRate share of slow calls from which on the breaker opens
 * @param openFor first wait
 * @param openForMax longest wait
 * @param openJitter share by which each wait is spread
 * @param trialCalls number of trials that half-open admits
 * @param recoveryRate share of the trials that must succeed
 * @param trialTimeout time after which an unsettled trial has failed
 * @param ramp first length of the ramp after half-open
 * @param rampMax greatest length of the ramp
 * @param record exceptions that are failures
 * @param ignore exceptions that are neutral
 * @param retryAfterMax greatest wait that a failure can ask for
 * @param recordStatus HTTP statuses that are failures
 * @param ignoreStatus HTTP statuses that are neutral
 * @param health what the health of the application says
 * @since 0.1.0
 */
public record BreakerProperties(@Nullable String template, @Nullable BreakerMode mode, @Nullable String failureRate,
		@Nullable Integer evidence, @Nullable Duration evidenceTime, @Nullable String window,
		@Nullable Integer minimumCalls, @Nullable String consecutiveFailures, @Nullable String slowCall,
		@Nullable String slowCallRate, @Nullable Duration openFor, @Nullable Duration openForMax,
		@Nullable String openJitter, @Nullable Integer trialCalls, @Nullable String recoveryRate,
		@Nullable Duration trialTimeout, @Nullable Duration ramp, @Nullable Duration rampMax,
		@Nullable List<Class<? extends Throwable>> record, @Nullable List<Class<? extends Throwable>> ignore,
		@Nullable Duration retryAfterMax, @Nullable List<String> recordStatus, @Nullable List<String> ignoreStatus,
		@Nullable HealthPolicy health) {
}
