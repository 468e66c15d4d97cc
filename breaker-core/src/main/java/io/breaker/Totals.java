package io.breaker;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

import io.breaker.event.BreakerState;
import io.breaker.event.CallTotals;
import io.breaker.event.Outcome;

/**
 * What happened over the whole life of a breaker. No number ever goes down.
 */
final class Totals {

	private static final int STATES = BreakerState.values().length;

	private final LongAdder[] outcomes = new LongAdder[Outcome.values().length];

	private final AtomicLongArray transitions = new AtomicLongArray(STATES * STATES);

	private final AtomicLong notClosed = new AtomicLong();

	private final LongAdder fallbackSuccesses = new LongAdder();

	private final LongAdder fallbackFailures = new LongAdder();

	Totals() {
		for (int i = 0; i < this.outcomes.length; i++) {
			this.outcomes[i] = new LongAdder();
		}
	}

	void add(Outcome outcome) {
		this.outcomes[outcome.ordinal()].increment();
	}

	long of(Outcome outcome) {
		return this.outcomes[outcome.ordinal()].sum();
	}

	CallTotals calls() {
		return new CallTotals(of(Outcome.SUCCESS), of(Outcome.FAILURE), of(Outcome.SLOW_SUCCESS),
				of(Outcome.SLOW_FAILURE), of(Outcome.IGNORED), of(Outcome.REJECTED), of(Outcome.CANCELLED),
				of(Outcome.WOULD_REJECT));
	}

	/**
	 * Counts a move, and the time spent in the state that ends unless that was closed.
	 */
	void moved(State from, State to) {
		this.transitions.incrementAndGet(from.kind().ordinal() * STATES + to.kind().ordinal());
		if (from.kind() != BreakerState.CLOSED) {
			this.notClosed.addAndGet(to.position.since() - from.position.since());
		}
	}

	long transitions(BreakerState from, BreakerState to) {
		return this.transitions.get(from.ordinal() * STATES + to.ordinal());
	}

	long openings() {
		long openings = 0;
		for (BreakerState from : BreakerState.values()) {
			openings += transitions(from, BreakerState.OPEN);
		}
		return openings;
	}

	/**
	 * Returns for how long the breaker was not closed, the present state included.
	 */
	long notClosed(State present, long now) {
		long before = this.notClosed.get();
		return (present.kind() != BreakerState.CLOSED) ? before + Math.max(0, now - present.position.since()) : before;
	}

	void addFallback(boolean succeeded) {
		(succeeded ? this.fallbackSuccesses : this.fallbackFailures).increment();
	}

	long fallbackSuccesses() {
		return this.fallbackSuccesses.sum();
	}

	long fallbackFailures() {
		return this.fallbackFailures.sum();
	}

}
