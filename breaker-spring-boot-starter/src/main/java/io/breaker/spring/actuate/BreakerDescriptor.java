package io.breaker.spring.actuate;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.breaker.config.BreakerMode;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.CallTotals;
import io.breaker.event.ModeOverride;
import io.breaker.event.WindowCounts;
import io.breaker.rates.Rates;
import io.breaker.spring.aop.GuardDescription;

/**
 * One breaker, as it stands in the list; answers {@code GET breakers/{name}} with all of
 * its components. What is undefined is {@code null} here and absent in JSON. Rates are
 * percentages, durations are seconds.
 *
 * @param name the name
 * @param state the state
 * @param mode the mode that holds
 * @param since when it moved into the state
 * @param retryAfter how long until the next call can pass
 * @param failureRate the failure rate of the window, or of the last 10 seconds
 * @param slowRate the slow rate of the window, or of the last 10 seconds
 * @param evidence from 0 to 1, how much of the evidence for opening is there
 * @param window what the window holds
 * @param openings how often it opened
 * @param notClosed how long it was not closed
 * @param calls how attempts ended
 * @param fallbacks how fallbacks ended
 * @param openedBy what it opened on
 * @param lastFailure the class of the last failure before it opened
 * @param override the mode that an operator set
 * @param fault what is done to its calls on purpose
 * @param situation in words: what happens now, since when, why and until when
 * @param behaviour in words: when it opens, how long it waits, when it closes
 * @param settings every setting by its key
 * @param guards the methods it guards
 * @param incidents the last incidents, the newest first
 * @since 0.1.0
 */
public record BreakerDescriptor(String name, BreakerState state, BreakerMode mode, Instant since,
		@Nullable Double retryAfter, @Nullable Double failureRate, @Nullable Double slowRate, @Nullable Double evidence,
		@Nullable WindowCounts window, long openings, @Nullable Double notClosed, Calls calls, Fallbacks fallbacks,
		@Nullable EvidenceDescriptor openedBy, @Nullable String lastFailure, @Nullable OperatorMode override,
		@Nullable String fault, @Nullable String situation, @Nullable String behaviour,
		@Nullable Map<String, SettingDescriptor> settings, @Nullable List<GuardedMethod> guards,
		@Nullable List<IncidentDescriptor> incidents) implements OperationResponseBody {

	/**
	 * Describes a breaker as it stands in the list.
	 */
	static BreakerDescriptor of(BreakerSnapshot snapshot, Rates rates, @Nullable String fault) {
		return of(snapshot, rates, fault, null, null, null, null, null);
	}

	/**
	 * Describes a breaker with all that is known.
	 */
	static BreakerDescriptor of(BreakerSnapshot now, Rates rates, @Nullable String fault, @Nullable String situation,
			@Nullable String behaviour, @Nullable Map<String, SettingDescriptor> settings,
			@Nullable List<GuardDescription> guards, @Nullable List<IncidentDescriptor> incidents) {
		return new BreakerDescriptor(now.name(), now.state(), now.mode(), now.since(),
				Figures.seconds(now.retryAfter()), Figures.rounded(rates.failure()), Figures.rounded(rates.slow()),
				Figures.rounded(now.evidence()), now.window(), now.openings(), Figures.seconds(now.notClosed()),
				Calls.of(now.totals()), new Fallbacks(now.fallbackSuccesses(), now.fallbackFailures()),
				EvidenceDescriptor.of(now.openedBy()), now.lastFailure(), OperatorMode.of(now.override()), fault,
				situation, behaviour, settings,
				(guards != null) ? guards.stream().map(GuardedMethod::of).toList() : null, incidents);
	}

	/**
	 * How attempts ended, over the whole life.
	 *
	 * @param success calls that succeeded in time
	 * @param failure calls that failed in time
	 * @param slowSuccess calls that succeeded slowly
	 * @param slowFailure calls that failed slowly
	 * @param ignored calls whose result says nothing
	 * @param rejected calls that were turned away
	 * @param cancelled calls that the caller gave up
	 * @param wouldReject calls that would have been turned away in another mode
	 * @since 0.1.0
	 */
	public record Calls(long success, long failure, long slowSuccess, long slowFailure, long ignored, long rejected,
			long cancelled, long wouldReject) {

		static Calls of(CallTotals totals) {
			return new Calls(totals.success(), totals.failure(), totals.slowSuccess(), totals.slowFailure(),
					totals.ignored(), totals.rejected(), totals.cancelled(), totals.wouldReject());
		}

	}

	/**
	 * How fallbacks ended, over the whole life.
	 *
	 * @param success how many gave an answer
	 * @param failure how many failed
	 * @since 0.1.0
	 */
	public record Fallbacks(long success, long failure) {
	}

	/**
	 * The mode that an operator set over the configured one.
	 *
	 * @param mode the mode
	 * @param actor who set it
	 * @param reason why; absent where nobody said
	 * @param since when it was set
	 * @param until when the configured mode returns; absent where nobody said
	 * @since 0.1.0
	 */
	public record OperatorMode(BreakerMode mode, String actor, @Nullable String reason, Instant since,
			@Nullable Instant until) {

		static @Nullable OperatorMode of(@Nullable ModeOverride override) {
			return (override != null)
					? new OperatorMode(override.mode(), override.actor(),
							override.reason().isEmpty() ? null : override.reason(), override.since(), override.until())
					: null;
		}

	}

	/**
	 * A method that the breaker guards.
	 *
	 * @param type the class or interface it was found in
	 * @param method the method
	 * @param fallbacks the methods that answer in its place
	 * @param answersRejections whether one of them answers for a call that is turned away
	 * @since 0.1.0
	 */
	public record GuardedMethod(String type, String method, List<String> fallbacks, boolean answersRejections) {

		/**
		 * Creates a guarded method.
		 * @param type the class or interface it was found in
		 * @param method the method
		 * @param fallbacks the methods that answer in its place
		 * @param answersRejections whether one of them answers for a rejected call
		 */
		public GuardedMethod {
			fallbacks = List.copyOf(fallbacks);
		}

		static GuardedMethod of(GuardDescription guard) {
			return new GuardedMethod(guard.type(), guard.method(), guard.fallbacks(), guard.answersRejections());
		}

	}

}
