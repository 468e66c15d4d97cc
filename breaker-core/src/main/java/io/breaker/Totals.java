package io.breaker;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;

import io.breaker.event.CallTotals;
import io.breaker.event.Outcome;

/**
 * What happened over the whole life of a breaker. No number ever goes down.
 */
final class Totals {

	private final LongAdder[] outcomes = new LongAdder[Outcome.values().length];

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
	 * Returns for how long the breaker was not closed, the present state included. Who
	 * read the clock before a move may look at it after, and must not see time go back.
	 */
	long notClosed(State present, long now) {
		return this.notClosed.accumulateAndGet(present.journey.notClosed(present, now), Math::max);
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
