package io.breaker.window;

import java.util.concurrent.atomic.LongAdder;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.IIII_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;
import org.openjdk.jcstress.infra.results.Z_Result;

/**
 * Races for the counts: whatever order threads come in, nothing is lost and nothing is
 * seen that cannot be. INV-22, INV-26.
 */
public final class WindowRaces {

	private static final int HALF = 500_000;

	private WindowRaces() {
	}

	private static TripSpec spec(int evidence, int consecutive) {
		return new TripSpec(0, 0, 1, 1, HALF, 0, evidence, 0, consecutive);
	}

	/**
	 * Two writers in a window of two calls: the counts are those of the slots.
	 */
	@JCStressTest
	@Outcome(id = "true", expect = Expect.ACCEPTABLE, desc = "counts and slots agree")
	@State
	public static class CountsOfCalls {

		private final CountWindow window = new CountWindow(2);

		public CountsOfCalls() {
			this.window.add(Kind.FAILURE, 0);
		}

		@Actor
		public void fail() {
			this.window.add(Kind.FAILURE, 0);
			this.window.add(Kind.SLOW_FAILURE, 0);
		}

		@Actor
		public void succeed() {
			this.window.add(Kind.SUCCESS, 0);
		}

		@Arbiter
		public void recount(Z_Result r) {
			Recount recount = new Recount();
			this.window.replay(recount, 0);
			r.r1 = recount.counts().equals(this.window.counts(0));
		}

	}

	/**
	 * Two writers that begin a slice of time: none is lost.
	 */
	@JCStressTest
	@Outcome(id = "3, 2, 1, 1", expect = Expect.ACCEPTABLE, desc = "all counted")
	@State
	public static class CountsOfTime {

		private final TimeWindow window = new TimeWindow(20, 2, 0);

		public CountsOfTime() {
			this.window.add(Kind.FAILURE, 0);
		}

		@Actor
		public void fail() {
			this.window.add(Kind.FAILURE, 20);
			this.window.add(Kind.SLOW_FAILURE, 20);
		}

		@Actor
		public void succeed() {
			this.window.add(Kind.SUCCESS, 20);
		}

		@Arbiter
		public void count(IIII_Result r) {
			Counts counts = this.window.counts(20);
			r.r1 = (int) counts.calls();
			r.r2 = (int) counts.failures();
			r.r3 = (int) counts.slow();
			r.r4 = (int) counts.slowFailures();
		}

	}

	/**
	 * A reader of a window of time never sees more bad calls than calls.
	 */
	@JCStressTest
	@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "nothing yet")
	@Outcome(id = "1, 0", expect = Expect.ACCEPTABLE, desc = "a call whose end is not known yet")
	@Outcome(id = "1, 1", expect = Expect.ACCEPTABLE, desc = "one")
	@Outcome(id = "2, 0", expect = Expect.ACCEPTABLE, desc = "two whose end is not known yet")
	@Outcome(id = "2, 1", expect = Expect.ACCEPTABLE, desc = "two, one of them not known yet")
	@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "two")
	@State
	public static class ReaderOfTime {

		private final TimeWindow window = new TimeWindow(20, 2, 0);

		@Actor
		public void fail() {
			this.window.add(Kind.FAILURE, 0);
			this.window.add(Kind.SLOW_FAILURE, 0);
		}

		@Actor
		public void read(II_Result r) {
			Counts counts = this.window.counts(0);
			r.r1 = (int) counts.calls();
			r.r2 = (int) counts.bad(true);
		}

	}

	/**
	 * A failure and a success that make the calls enough: whoever comes second sees that
	 * half of them failed.
	 */
	@JCStressTest
	@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the failure was later")
	@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the success was later")
	@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "both were there when either looked")
	@Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "nobody looked")
	@State
	public static class EnoughCallsOfTime {

		private final Detector detector = Detector.create(new TripSpec(0, 20, 2, 2, HALF, 0, 0, 0, 0), 1, () -> 0, 0);

		@Actor
		public void fail(ZZ_Result r) {
			r.r1 = this.detector.record(Kind.FAILURE, 0) != null;
		}

		@Actor
		public void succeed(ZZ_Result r) {
			r.r2 = this.detector.record(Kind.SUCCESS, 0) != null;
		}

	}

	/**
	 * Two writers after enough calls were judged: the last failure sees that half of the
	 * calls failed.
	 */
	@JCStressTest
	@Outcome(id = "true, .*", expect = Expect.ACCEPTABLE, desc = "the first actor saw it")
	@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the second actor saw it")
	@Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "nobody looked")
	@State
	public static class ThresholdOfCalls {

		private final Detector detector = Detector.create(new TripSpec(8, 0, 1, 4, HALF, 0, 0, 0, 0), 1, () -> 0, 0);

		public ThresholdOfCalls() {
			this.detector.record(Kind.FAILURE, 0);
			this.detector.record(Kind.SUCCESS, 0);
			this.detector.record(Kind.SUCCESS, 0);
			this.detector.record(Kind.SUCCESS, 0);
		}

		@Actor
		public void fail(ZZ_Result r) {
			this.detector.record(Kind.FAILURE, 0);
			r.r1 = this.detector.record(Kind.FAILURE, 0) != null;
		}

		@Actor
		public void failAndSucceed(ZZ_Result r) {
			r.r2 = this.detector.record(Kind.FAILURE, 0) != null | this.detector.record(Kind.SUCCESS, 0) != null;
		}

	}

	/**
	 * Two failures where two are enough: the later one trips, and only that one.
	 */
	@JCStressTest
	@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the first actor was later")
	@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the second actor was later")
	@State
	public static class TwoFailuresAreEvidence {

		private final Detector detector = Detector.create(spec(2, 0), 1, () -> 0, 0);

		@Actor
		public void first(ZZ_Result r) {
			r.r1 = this.detector.record(Kind.FAILURE, 0) != null;
		}

		@Actor
		public void second(ZZ_Result r) {
			r.r2 = this.detector.record(Kind.FAILURE, 0) != null;
		}

	}

	/**
	 * Two failures and a success after one failure: the sum is as if they had come one by
	 * one.
	 */
	@JCStressTest
	@Outcome(id = "2, 3", expect = Expect.ACCEPTABLE, desc = "1 + 1 + 1 - 1, in any order")
	@Outcome(id = "2, 2", expect = Expect.ACCEPTABLE, desc = "1 - 1, then a new streak of two")
	@State
	public static class StreakOfTwoThreads {

		private final LongAdder successes = new LongAdder();

		private final Detector detector = Detector.create(spec(4, 0), 1, this.successes::sum, 0);

		public StreakOfTwoThreads() {
			this.detector.record(Kind.FAILURE, 0);
		}

		@Actor
		public void failures() {
			this.detector.record(Kind.FAILURE, 0);
			this.detector.record(Kind.FAILURE, 0);
		}

		@Actor
		public void success() {
			this.successes.increment();
			this.detector.record(Kind.SUCCESS, 0);
		}

		@Arbiter
		public void read(II_Result r) {
			r.r1 = (int) Math.round(this.detector.progress(0) * 4);
			this.detector.record(Kind.FAILURE, 0);
			Trip trip = this.detector.record(Kind.FAILURE, 0);
			r.r2 = (trip != null) ? (int) trip.bad() - 2 : -1;
		}

	}

	/**
	 * Failures in a row of two threads: the one that makes it two trips.
	 */
	@JCStressTest
	@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the first actor was later")
	@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the second actor was later")
	@State
	public static class TwoFailuresInARow {

		private final Detector detector = Detector.create(spec(1_000, 2), 1, () -> 0, 0);

		@Actor
		public void first(ZZ_Result r) {
			r.r1 = this.detector.record(Kind.FAILURE, 0) != null;
		}

		@Actor
		public void second(ZZ_Result r) {
			r.r2 = this.detector.record(Kind.FAILURE, 0) != null;
		}

	}

	/**
	 * Counts the naive way.
	 */
	private static final class Recount implements TripRule.Sink {

		private long calls;

		private long failures;

		private long slow;

		private long slowFailures;

		@Override
		public void accept(int kind, long count, long at) {
			this.calls += count;
			this.failures += (kind & Kind.FAILURE) != 0 ? count : 0;
			this.slow += (kind & Kind.SLOW) != 0 ? count : 0;
			this.slowFailures += (kind == Kind.SLOW_FAILURE) ? count : 0;
		}

		Counts counts() {
			return new Counts(this.calls, this.failures, this.slow, this.slowFailures);
		}

	}

}
