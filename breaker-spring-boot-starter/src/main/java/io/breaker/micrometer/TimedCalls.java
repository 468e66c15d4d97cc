package io.breaker.micrometer;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.breaker.event.BreakerListener;
import io.breaker.event.Outcome;
import io.micrometer.core.instrument.Timer;

/**
 * Records the duration of every call in the timer of its outcome.
 */
final class TimedCalls implements BreakerListener {

	private final Timer[] timers;

	/**
	 * Creates the listener.
	 * @param timers the timers, in the order of the outcomes
	 */
	TimedCalls(List<Timer> timers) {
		this.timers = timers.toArray(new Timer[0]);
	}

	@Override
	public void onCall(String breaker, Outcome outcome, long nanos) {
		this.timers[outcome.ordinal()].record(nanos, TimeUnit.NANOSECONDS);
	}

	@Override
	public boolean hearsCalls() {
		return true;
	}

}
