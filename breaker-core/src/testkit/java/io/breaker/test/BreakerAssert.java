package io.breaker.test;

import java.time.Duration;

import io.breaker.Breaker;
import io.breaker.config.BreakerMode;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a breaker. None of it consumes a permit or counts a call.
 *
 * @since 0.1.0
 */
public final class BreakerAssert extends AbstractAssert<BreakerAssert, @Nullable Breaker> {

	BreakerAssert(@Nullable Breaker breaker) {
		super(breaker, BreakerAssert.class);
	}

	/**
	 * Verifies that the breaker is closed.
	 * @return this assertion
	 */
	public BreakerAssert isClosed() {
		return hasState(BreakerState.CLOSED);
	}

	/**
	 * Verifies that the breaker is open.
	 * @return this assertion
	 */
	public BreakerAssert isOpen() {
		return hasState(BreakerState.OPEN);
	}

	/**
	 * Verifies that the breaker is half-open.
	 * @return this assertion
	 */
	public BreakerAssert isHalfOpen() {
		return hasState(BreakerState.HALF_OPEN);
	}

	/**
	 * Verifies that the breaker is recovering.
	 * @return this assertion
	 */
	public BreakerAssert isRecovering() {
		return hasState(BreakerState.RECOVERING);
	}

	/**
	 * Verifies the state.
	 * @param expected the state
	 * @return this assertion
	 */
	public BreakerAssert hasState(BreakerState expected) {
		BreakerSnapshot snapshot = snapshot();
		return expect(snapshot.state() == expected, "to be " + expected, snapshot);
	}

	/**
	 * Verifies the mode.
	 * @param expected the mode
	 * @return this assertion
	 */
	public BreakerAssert hasMode(BreakerMode expected) {
		BreakerSnapshot snapshot = snapshot();
		return expect(snapshot.mode() == expected, "to have mode " + expected, snapshot);
	}

	/**
	 * Verifies how many attempts ended in one way, over the whole life.
	 * @param outcome which way
	 * @param expected how many
	 * @return this assertion
	 */
	public BreakerAssert hasCounted(Outcome outcome, long expected) {
		BreakerSnapshot snapshot = snapshot();
		return expect(snapshot.totals().of(outcome) == expected, "to have counted " + expected + " × " + outcome,
				snapshot);
	}

	/**
	 * Verifies how often the breaker opened, over the whole life.
	 * @param expected how often
	 * @return this assertion
	 */
	public BreakerAssert hasOpenings(long expected) {
		BreakerSnapshot snapshot = snapshot();
		return expect(snapshot.openings() == expected, "to have opened " + expected + " times", snapshot);
	}

	/**
	 * Verifies how long it is until calls can pass again.
	 * @param expected the time
	 * @return this assertion
	 */
	public BreakerAssert retriesAfter(Duration expected) {
		BreakerSnapshot snapshot = snapshot();
		return expect(expected.equals(snapshot.retryAfter()), "to let calls pass after " + expected, snapshot);
	}

	private BreakerSnapshot snapshot() {
		isNotNull();
		Breaker breaker = this.actual;
		if (breaker == null) {
			throw new AssertionError("Expecting a breaker but was null");
		}
		return breaker.snapshot();
	}

	private BreakerAssert expect(boolean met, String expectation, BreakerSnapshot snapshot) {
		if (!met) {
			failWithMessage("%nExpecting breaker '%s' %s%nbut it was %s in mode %s, with %s", snapshot.name(),
					expectation, snapshot.state(), snapshot.mode(), snapshot);
		}
		return this;
	}

}
