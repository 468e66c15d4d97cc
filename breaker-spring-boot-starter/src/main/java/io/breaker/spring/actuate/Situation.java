package io.breaker.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import io.breaker.config.BreakerMode;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.ModeOverride;
import io.breaker.spring.aop.GuardDescription;

/**
 * Says in words what a breaker does now, since when and why, what its callers get, and
 * when that will end.
 */
final class Situation {

	private Situation() {
	}

	static String of(BreakerSnapshot now, List<GuardDescription> guards) {
		StringBuilder words = new StringBuilder();
		if (now.mode() != BreakerMode.ENFORCE || now.override() != null) {
			words.append(mode(now, now.override())).append(' ');
		}
		words.append(now.mode().rests() ? "Its state rests at " + now.state() + "." : state(now));
		if (rejects(now)) {
			words.append(' ').append(callers(guards));
		}
		return words.toString();
	}

	private static String mode(BreakerSnapshot now, @Nullable ModeOverride override) {
		return switch (now.mode()) {
			case ENFORCE -> "Enforced" + by(override) + ": calls are rejected as the state says.";
			case OBSERVE -> "Only observed" + by(override) + ": no call is rejected.";
			case FORCED_OPEN -> "Forced open" + by(override) + ": every call is rejected.";
			case DISABLED -> "Disabled" + by(override) + ": every call passes, and none is counted.";
		};
	}

	private static String by(@Nullable ModeOverride override) {
		if (override == null) {
			return ", as configured";
		}
		String reason = override.reason().isEmpty() ? "" : " (" + override.reason() + ")";
		return " by " + override.actor() + reason + " since " + override.since()
				+ ((override.until() != null) ? " until " + override.until() : " until somebody drops it");
	}

	private static String state(BreakerSnapshot now) {
		String evidence = Math.round(now.evidence() * 100) + "% of the evidence for opening is there.";
		String wait = Figures.seconds(now.retryAfter()) + " s";
		boolean observed = now.mode() == BreakerMode.OBSERVE;
		return switch (now.state()) {
			case CLOSED -> "Closed since " + now.since() + "; " + evidence;
			case OPEN -> "Open since " + now.since() + why(now)
					+ (observed ? "" : " Calls are rejected; the next trial comes in " + wait + ".");
			case HALF_OPEN -> "Half-open since " + now.since() + why(now)
					+ " Trial calls find out whether the callee is back" + (observed ? "." : "; others are rejected.");
			case RECOVERING -> "Recovering since " + now.since() + why(now)
					+ (observed ? "" : " A growing share of the calls passes, all of them in " + wait + ".") + " "
					+ Character.toUpperCase(evidence.charAt(0)) + evidence.substring(1);
		};
	}

	private static String why(BreakerSnapshot now) {
		String last = (now.lastFailure() != null) ? ", last failure: " + now.lastFailure() : "";
		return (now.openedBy() != null) ? ", opened by " + now.openedBy().describe() + last + "." : last + ".";
	}

	private static boolean rejects(BreakerSnapshot now) {
		return now.mode() == BreakerMode.FORCED_OPEN
				|| (now.mode() == BreakerMode.ENFORCE && now.state() != BreakerState.CLOSED);
	}

	private static String callers(List<GuardDescription> guards) {
		long answered = guards.stream().filter(GuardDescription::answersRejections).count();
		if (answered == 0) {
			return "Rejected callers get a CallRejectedException.";
		}
		return (answered == guards.size()) ? "Rejected callers get the answer of a fallback."
				: "Rejected callers of " + answered + " of " + guards.size()
						+ " guarded methods get the answer of a fallback, the others a CallRejectedException.";
	}

}
