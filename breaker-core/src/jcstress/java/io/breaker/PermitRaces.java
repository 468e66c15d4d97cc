package io.breaker;

import java.time.Duration;

import io.breaker.config.BreakerSettings;
import io.breaker.event.BreakerState;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Races for permits: each settles once, and half-open never gives out more than it has.
 */
public final class PermitRaces {

	private static final BreakerSettings ONE_TRIAL = Racers.settings((s) -> s.trialCalls(1));

	private static final BreakerSettings TWO_TRIALS = Racers.settings((s) -> s.trialCalls(2));

	private PermitRaces() {
	}

	/**
	 * The result of a call and its cancellation: one of them counts. INV-03.
	 */
	@JCStressTest
	@Outcome(id = "1, 0, 1, 0", expect = Expect.ACCEPTABLE, desc = "the result counts")
	@Outcome(id = "0, 1, 0, 1", expect = Expect.ACCEPTABLE, desc = "the cancellation counts")
	@State
	public static class ResultAndCancel {

		private final Racers racers = new Racers(ONE_TRIAL);

		private final Permit permit = this.racers.breaker.acquire();

		@Actor
		public void succeed(IIII_Result r) {
			r.r1 = this.permit.success() ? 1 : 0;
		}

		@Actor
		public void cancel(IIII_Result r) {
			r.r2 = this.permit.cancel() ? 1 : 0;
		}

		@Arbiter
		public void count(IIII_Result r) {
			r.r3 = (int) this.racers.breaker.totals().success();
			r.r4 = (int) this.racers.breaker.totals().cancelled();
		}

	}

	/**
	 * The result of a trial and its cancellation: recovery, or a free place. INV-03.
	 */
	@JCStressTest
	@Outcome(id = "3, 1, 0", expect = Expect.ACCEPTABLE, desc = "recovers, and the first call of the ramp passes")
	@Outcome(id = "2, 0, 1", expect = Expect.ACCEPTABLE, desc = "stays half-open, and the place is free")
	@State
	public static class ResultAndCancelOfATrial {

		private final Racers racers = new Racers(ONE_TRIAL);

		private final Permit trial;

		public ResultAndCancelOfATrial() {
			this.racers.moveTo(BreakerState.OPEN, BreakerState.HALF_OPEN);
			this.trial = this.racers.breaker.acquire();
		}

		@Actor
		public void succeed() {
			this.trial.success();
		}

		@Actor
		public void cancel() {
			this.trial.cancel();
		}

		@Arbiter
		public void count(III_Result r) {
			r.r1 = this.racers.breaker.state().ordinal();
			r.r2 = (int) this.racers.breaker.totals().success();
			r.r3 = (r.r2 == 0) ? this.racers.tryAcquire() : 0;
		}

	}

	/**
	 * Four calls at the end of the wait: one move, two trials, two rejections. INV-07,
	 * INV-17.
	 */
	@JCStressTest
	@Outcome(id = "2, 2, 1, 2", expect = Expect.ACCEPTABLE, desc = "two admitted, two rejected, two moves, both heard")
	@State
	public static class EndOfTheWait {

		private final Racers racers = new Racers(TWO_TRIALS);

		private int first;

		private int second;

		public EndOfTheWait() {
			this.racers.moveTo(BreakerState.OPEN);
			this.racers.advance(Duration.ofSeconds(1));
		}

		@Actor
		public void first() {
			this.first = this.racers.tryAcquire() + this.racers.tryAcquire();
		}

		@Actor
		public void second() {
			this.second = this.racers.tryAcquire() + this.racers.tryAcquire();
		}

		@Arbiter
		public void count(IIII_Result r) {
			r.r1 = this.first + this.second;
			r.r2 = (int) this.racers.breaker.totals().rejected();
			r.r3 = (int) this.racers.breaker.transitions(BreakerState.OPEN, BreakerState.HALF_OPEN);
			r.r4 = this.racers.ear.heard.get();
		}

	}

	/**
	 * A trial given back makes room for exactly one. INV-07, INV-08.
	 */
	@JCStressTest
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "the place was free in time")
	@Outcome(id = "0, 1", expect = Expect.ACCEPTABLE, desc = "the place was free a moment later")
	@State
	public static class ReleaseAndAdmission {

		private final Racers racers = new Racers(ONE_TRIAL);

		private final Permit trial;

		public ReleaseAndAdmission() {
			this.racers.moveTo(BreakerState.OPEN, BreakerState.HALF_OPEN);
			this.trial = this.racers.breaker.acquire();
		}

		@Actor
		public void release() {
			this.trial.ignore();
		}

		@Actor
		public void admit(II_Result r) {
			r.r1 = this.racers.tryAcquire();
		}

		@Arbiter
		public void admitAnother(II_Result r) {
			r.r2 = this.racers.tryAcquire();
		}

	}

	/**
	 * A trial of an earlier period given back while a new one begins makes no room in the
	 * new one. INV-08, INV-12.
	 */
	@JCStressTest
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "one trial and no more")
	@State
	public static class ReleaseOfAnEarlierPeriod {

		private final Racers racers = new Racers(ONE_TRIAL);

		private final Permit trial;

		public ReleaseOfAnEarlierPeriod() {
			this.racers.moveTo(BreakerState.OPEN, BreakerState.HALF_OPEN);
			this.trial = this.racers.breaker.acquire();
		}

		@Actor
		public void release() {
			this.trial.cancel();
		}

		@Actor
		public void beginAnew(II_Result r) {
			this.racers.moveTo(BreakerState.OPEN, BreakerState.HALF_OPEN);
			r.r1 = this.racers.tryAcquire();
		}

		@Arbiter
		public void admitAnother(II_Result r) {
			r.r2 = this.racers.tryAcquire();
		}

	}

}
