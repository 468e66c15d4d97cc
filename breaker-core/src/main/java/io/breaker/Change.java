package io.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

import io.breaker.IncidentLog.Facts;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerState;
import io.breaker.event.ModeChanged;
import io.breaker.event.ModeOverride;
import io.breaker.event.Outcome;
import io.breaker.event.SettingsChanged;
import io.breaker.event.StateChanged;
import org.jspecify.annotations.Nullable;

/**
 * A state that shall take the place of another, and what to tell when it has.
 *
 * @param from the state that ends
 * @param to the state that follows
 * @param event what to tell, {@code null} for nothing
 * @param facts what is known about a move, {@code null} where the state stays the same
 */
record Change(State from, State to, @Nullable BreakerEvent event, @Nullable Facts facts) {

	/**
	 * Changes the state.
	 */
	static Change move(Machine machine, State from, Move move, @Nullable Intervention intervention, long now) {
		State to = move.to();
		Instant at = machine.instant(to.position.since(), now);
		to.at = at;
		Outage outage = to.outage();
		Duration openFor = (to instanceof OpenState open) ? Duration.ofNanos(open.wait) : null;
		StateChanged event = new StateChanged(machine.name, at, from.kind(), to.kind(), move.evidence(), openFor,
				(outage != null) ? outage.cause().type() : null, intervention);
		return new Change(from, to, event, facts(machine, from, move, now));
	}

	private static Facts facts(Machine machine, State from, Move move, long now) {
		boolean opens = move.to().kind() == BreakerState.OPEN;
		FailureLog.Summary failures = machine.failures.newest(opens ? move.evidence().bad() : 0, from.position.since(),
				now);
		FailureLog.Failure oldest = failures.oldest();
		FailureLog.Failure newest = failures.newest();
		Outage outage = move.to().outage();
		return new Facts(move.to().position.since(), machine.totals.of(Outcome.REJECTED),
				machine.totals.fallbackSuccesses(), move.trialsSucceeded(), move.trialsFailed(), failures.causes(),
				(oldest != null) ? machine.instant(oldest.at(), now) : null,
				(newest != null) ? machine.instant(newest.at(), now) : null,
				(outage != null && newest != null) ? message(outage.cause().failure()) : null);
	}

	/**
	 * Reads a message, which is code of the user and may fail.
	 */
	private static @Nullable String message(@Nullable Throwable failure) {
		try {
			return (failure != null) ? failure.getMessage() : null;
		}
		catch (Throwable ex) {
			return ex.getClass().getName() + " while the message was read";
		}
	}

	/**
	 * Sets a mode over the configured one.
	 */
	static Change override(Machine machine, State from, ModeOverride override, Intervention intervention, long now) {
		Duration duration = intervention.duration();
		long end = (duration != null) ? now + duration.toNanos() : 0;
		State to = from.under(from.terms.with(override, end), now);
		return new Change(from, to, new ModeChanged(machine.name, override.since(), from.terms.mode, override.mode(),
				override.until(), intervention), null);
	}

	/**
	 * Goes back to the configured mode.
	 * @param end when the override ends
	 * @param intervention who dropped it, {@code null} where it expired
	 */
	static Change dropOverride(Machine machine, State from, @Nullable Intervention intervention, long end, long now) {
		State to = from.under(from.terms.withoutOverride(), end);
		return new Change(from, to, new ModeChanged(machine.name, machine.instant(end, now), from.terms.mode,
				to.terms.mode, null, intervention), null);
	}

	/**
	 * Changes the settings. Where only their origins differ there is nothing to tell.
	 */
	static Change settings(Machine machine, State from, BreakerSettings settings, Intervention intervention, long now) {
		BreakerSettings before = from.terms.settings;
		BreakerEvent event = before.equals(settings) ? null
				: new SettingsChanged(machine.name, machine.instant(now, now), before, settings, intervention);
		return new Change(from, from.under(from.terms.with(settings), now), event, null);
	}

	/**
	 * Makes the state that follows ready to be seen.
	 */
	State publishable() {
		this.to.journey = (this.facts != null) ? this.from.journey.and(this.from, this.to) : this.from.journey;
		if (this.to.at == null) {
			this.to.at = Objects.requireNonNull(this.from.at);
		}
		return this.to;
	}

}
