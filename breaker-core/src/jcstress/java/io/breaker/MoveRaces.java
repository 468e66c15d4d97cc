package io.breaker;

import io.breaker.config.BreakerSettings;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.IIZ_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Races for the one compare-and-set: each move happens once, is counted once and told
 * once, and no caller notices that others tried.
 */
public final class MoveRaces {

	private static final BreakerSettings FIRST_FAILURE = Racers.settings((s) -> {
	});

	private static final BreakerSettings BOTH_TRIALS = Racers.settings((s) -> s.trialCalls(2).recoveryRate(100));

	private static final BreakerSettings ONE_OF_TWO_TRIALS = Racers.settings((s) -> s.trialCalls(2).recoveryRate(50));

	private MoveRaces() {
	}

	/**
	 * Two failures, each of which is enough: one opening. INV-15, INV-16.
	 */
	@JCStressTest
	@Outcome(id = "2, 1, 1, 1", expect = Expect.ACCEPTABLE, desc = "both counted, one opening, one event, open")
	@State
	public static class TwoFailuresThatTrip {

		private final Racers racers = new Racers(FIRST_FAILURE);

		private final Permit first = this.racers.breaker.acquire();

		private final Permit second = this.racers.breaker.acquire();

		@Actor
		public void first() {
			this.first.failure(Racers.FAILURE);
		}

		@Actor
		public void second() {
			this.second.failure(Racers.FAILURE);
		}

		@Arbiter
		public void count(IIII_Result r) {
			r.r1 = (int) this.racers.breaker.totals().failure();
			r.r2 = this.racers.moves();
			r.r3 = this.racers.ear.heard.get();
			r.r4 = this.racers.breaker.state().ordinal();
		}

	}

	/**
	 * A failure that is enough and a reset: the moves are a path, each told once. INV-13,
	 * INV-15.
	 */
	@JCStressTest
	@Outcome(id = "1, 1, true", expect = Expect.ACCEPTABLE, desc = "reset first: the failure is of an earlier period")
	@Outcome(id = "2, 2, true", expect = Expect.ACCEPTABLE, desc = "opened, then reset")
	@State
	public static class FailureAndReset {

		private final Racers racers = new Racers(FIRST_FAILURE);

		private final Permit permit = this.racers.breaker.acquire();

		@Actor
		public void fail() {
			this.permit.failure(Racers.FAILURE);
		}

		@Actor
		public void reset() {
			this.racers.breaker.reset(Racers.TEST);
		}

		@Arbiter
		public void count(IIZ_Result r) {
			r.r1 = this.racers.moves();
			r.r2 = this.racers.ear.heard.get();
			r.r3 = this.racers.ear.heardAPath() && this.racers.breaker.state() == BreakerState.CLOSED;
		}

	}

	/**
	 * A trial that succeeds and one that fails where both must succeed: always reopens,
	 * once. INV-09.
	 */
	@JCStressTest
	@Outcome(id = "1, 3", expect = Expect.ACCEPTABLE, desc = "open again by one move")
	@State
	public static class TrialsThatMustBothSucceed {

		private final Racers racers = new Racers(BOTH_TRIALS);

		private final Permit first;

		private final Permit second;

		public TrialsThatMustBothSucceed() {
			this.racers.moveTo(BreakerState.OPEN, BreakerState.HALF_OPEN);
			this.first = this.racers.breaker.acquire();
			this.second = this.racers.breaker.acquire();
		}

		@Actor
		public void succeed() {
			this.first.success();
		}

		@Actor
		public void fail() {
			this.second.failure(Racers.FAILURE);
		}

		@Arbiter
		public void count(II_Result r) {
			r.r1 = this.racers.breaker.state().ordinal();
			r.r2 = this.racers.ear.heard.get();
		}

	}

	/**
	 * A trial that succeeds and one that fails where one is enough: always recovers,
	 * once. INV-09.
	 */
	@JCStressTest
	@Outcome(id = "3, 3", expect = Expect.ACCEPTABLE, desc = "recovering by one move")
	@State
	public static class TrialsOfWhichOneIsEnough {

		private final Racers racers = new Racers(ONE_OF_TWO_TRIALS);

		private final Permit first;

		private final Permit second;

		public TrialsOfWhichOneIsEnough() {
			this.racers.moveTo(BreakerState.OPEN, BreakerState.HALF_OPEN);
			this.first = this.racers.breaker.acquire();
			this.second = this.racers.breaker.acquire();
		}

		@Actor
		public void succeed() {
			this.first.success();
		}

		@Actor
		public void fail() {
			this.second.failure(Racers.FAILURE);
		}

		@Arbiter
		public void count(II_Result r) {
			r.r1 = this.racers.breaker.state().ordinal();
			r.r2 = this.racers.ear.heard.get();
		}

	}

	/**
	 * A snapshot taken during an opening shows the state with its opening. INV-40.
	 */
	@JCStressTest
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "still closed")
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "open, and the opening is counted")
	@State
	public static class OpeningAndSnapshot {

		private final Racers racers = new Racers(FIRST_FAILURE);

		private final Permit permit = this.racers.breaker.acquire();

		@Actor
		public void fail() {
			this.permit.failure(Racers.FAILURE);
		}

		@Actor
		public void look(II_Result r) {
			BreakerSnapshot snapshot = this.racers.breaker.snapshot();
			r.r1 = snapshot.state().ordinal();
			r.r2 = (int) snapshot.openings();
		}

	}

	/**
	 * Calls of two threads: no total loses one. INV-26, INV-39.
	 */
	@JCStressTest
	@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "all counted")
	@State
	public static class TotalsOfTwoThreads {

		private final Totals totals = new Totals();

		@Actor
		public void first() {
			this.totals.add(io.breaker.event.Outcome.SUCCESS);
		}

		@Actor
		public void second() {
			this.totals.add(io.breaker.event.Outcome.SUCCESS);
			this.totals.add(io.breaker.event.Outcome.REJECTED);
		}

		@Arbiter
		public void count(II_Result r) {
			r.r1 = (int) this.totals.of(io.breaker.event.Outcome.SUCCESS);
			r.r2 = (int) this.totals.of(io.breaker.event.Outcome.REJECTED);
		}

	}

}
