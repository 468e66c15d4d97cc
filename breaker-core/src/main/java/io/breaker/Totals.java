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

	/** Successes of calls whose period was over when they ended. */
	private final AtomicLong lateSuccesses = new AtomicLong();

	private final AtomicLong notClosed = new AtomicLong();

	private final LongAdder fallbackSuccesses = new LongAdder();

	private final LongAdder fallbackFailures = new LongAdder();

	Totals() {
		for (int i = 0; i < this.outcomes.length; i++) {
			this.outcomes[i] = new LongAdder();
		}
	}

	/**
	 * Returns the adder of an outcome. Those that lie side by side share a cache line:
	 * successes and failures, which are counted most, are kept apart.
	 */
	private LongAdder adder(Outcome outcome) {
		return this.outcomes[3 * outcome.ordinal() % this.outcomes.length];
	}

	void add(Outcome outcome) {
		adder(outcome).increment();
	}

	void addLateSuccess() {
		this.lateSuccesses.getAndIncrement();
	}

	/**
	 * Returns how many successes count for a rule: those that came in time and in the
	 * period of their call. Each is in the totals before it is counted here.
	 */
	long countedSuccesses() {
		return of(Outcome.SUCCESS) - this.lateSuccesses.get();
	}

	long of(Outcome outcome) {
		return adder(outcome).sum();
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
