package io.breaker.observation;

import java.util.List;
import java.util.function.UnaryOperator;

import io.breaker.Breaker;
import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.Verdict;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.CallTotals;
import io.breaker.event.Incident;

/**
 * Passes on to a breaker whatever is not a call.
 */
abstract class ForwardingBreaker implements Breaker {

	final Breaker breaker;

	ForwardingBreaker(Breaker breaker) {
		this.breaker = breaker;
	}

	@Override
	public final String name() {
		return this.breaker.name();
	}

	@Override
	public final BreakerState state() {
		return this.breaker.state();
	}

	@Override
	public final BreakerMode mode() {
		return this.breaker.mode();
	}

	@Override
	public final BreakerSettings settings() {
		return this.breaker.settings();
	}

	@Override
	public final BreakerSnapshot snapshot() {
		return this.breaker.snapshot();
	}

	@Override
	public final CallTotals totals() {
		return this.breaker.totals();
	}

	@Override
	public final long transitions(BreakerState from, BreakerState to) {
		return this.breaker.transitions(from, to);
	}

	@Override
	public final List<Incident> incidents() {
		return this.breaker.incidents();
	}

	@Override
	public final Verdict judge(Throwable failure) {
		return this.breaker.judge(failure);
	}

	@Override
	public final void countFallback(boolean succeeded) {
		this.breaker.countFallback(succeeded);
	}

	@Override
	public final void overrideMode(BreakerMode mode, Intervention intervention) {
		this.breaker.overrideMode(mode, intervention);
	}

	@Override
	public final void dropOverride(Intervention intervention) {
		this.breaker.dropOverride(intervention);
	}

	@Override
	public final void reset(Intervention intervention) {
		this.breaker.reset(intervention);
	}

	@Override
	public final void moveTo(BreakerState state, Intervention intervention) {
		this.breaker.moveTo(state, intervention);
	}

	@Override
	public final void change(UnaryOperator<BreakerSettings> change, Intervention intervention) {
		this.breaker.change(change, intervention);
	}

	@Override
	public final void change(BreakerSettings settings, Intervention intervention) {
		this.breaker.change(settings, intervention);
	}

	@Override
	public final void addListener(BreakerListener listener) {
		this.breaker.addListener(listener);
	}

	@Override
	public final boolean removeListener(BreakerListener listener) {
		return this.breaker.removeListener(listener);
	}

	@Override
	public final String toString() {
		return this.breaker.toString();
	}

}
