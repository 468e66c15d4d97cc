package io.breaker.window;

import java.util.concurrent.atomic.LongAdder;

import org.jetbrains.kotlinx.lincheck.LinChecker;
import org.jetbrains.kotlinx.lincheck.LincheckAssertionError;
import org.jetbrains.kotlinx.lincheck.annotations.Operation;
import org.jetbrains.kotlinx.lincheck.annotations.Validate;
import org.jetbrains.kotlinx.lincheck.strategy.managed.modelchecking.ModelCheckingOptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Every schedule that a model checker can think of: at rest the counts of a window are
 * what its slots hold, and of several failures the right one trips.
 * {@code -Dbreaker.lincheck=long} lets it think for longer.
 */
// INV-22, INV-26
@Tag("lincheck")
@Timeout(600)
class WindowLincheckTests {

	private static void check(Class<?> type) {
		boolean thorough = "long".equals(System.getProperty("breaker.lincheck"));
		check(type, thorough ? 2 : 1, thorough ? 50 : 4, thorough ? 5_000 : 60);
	}

	private static void check(Class<?> type, int actors, int iterations, int invocations) {
		ModelCheckingOptions options = new ModelCheckingOptions().threads(3)
			.actorsPerThread(actors)
			.actorsBefore(0)
			.actorsAfter(0)
			.iterations(iterations)
			.invocationsPerIteration(invocations)
			.minimizeFailedScenario(false);
		LinChecker.check(type, options);
	}

	private static void assertThatFaultIsFound(Class<?> type) {
		assertThatExceptionOfType(LincheckAssertionError.class).isThrownBy(() -> check(type, 2, 20, 500));
	}

	@Test
	void countsAreWhatTheSlotsHold() {
		check(Calls.class);
	}

	@Test
	void evidenceTripsAsIfCallsCameOneByOne() {
		check(Evidence.class);
	}

	@Test
	void failuresInARowTripAsIfCallsCameOneByOne() {
		check(Row.class);
	}

	@Test
	void countsThatForgetWhatWasPushedOutAreFoundOut() {
		assertThatFaultIsFound(RacyCalls.class);
	}

	/**
	 * A window of the last two calls.
	 */
	public static class Calls {

		private final CountWindow window = new CountWindow(2);

		@Operation
		public void succeed() {
			this.window.add(Kind.SUCCESS, 0);
		}

		@Operation
		public void fail() {
			this.window.add(Kind.FAILURE, 0);
		}

		@Operation
		public void failSlowly() {
			this.window.add(Kind.SLOW_FAILURE, 0);
		}

		@Validate
		public void agree() {
			long[] failuresAndSlow = new long[2];
			this.window.replay((kind, count, at) -> {
				failuresAndSlow[0] += kind & Kind.FAILURE;
				failuresAndSlow[1] += (kind & Kind.SLOW) / Kind.SLOW;
			}, 0);
			Counts counts = this.window.counts(0);
			if (counts.failures() != failuresAndSlow[0] || counts.slow() != failuresAndSlow[1]) {
				throw new IllegalStateException(counts + " but " + failuresAndSlow[0] + ", " + failuresAndSlow[1]);
			}
		}

	}

	/**
	 * What a careless hand would have written.
	 */
	public static class RacyCalls {

		private final int[] slots = new int[2];

		private volatile int cursor;

		private volatile int failures;

		@Operation
		public void succeed() {
			add(Kind.SUCCESS);
		}

		@Operation
		public void fail() {
			add(Kind.FAILURE);
		}

		private void add(int kind) {
			int slot = this.cursor++ % 2;
			int old = this.slots[slot];
			this.slots[slot] = kind;
			this.failures += kind - old;
		}

		@Validate
		public void agree() {
			if (this.failures != this.slots[0] + this.slots[1]) {
				throw new IllegalStateException(this.failures + " failures");
			}
		}

	}

	/**
	 * Evidence that two net failures are enough for.
	 */
	public static class Evidence {

		private final LongAdder successes = new LongAdder();

		private final Detector detector = Detector.create(new TripSpec(0, 0, 1, 1, 500_000, 0, 2, 0, 0), 1,
				this.successes::sum, 0);

		@Operation
		public boolean fail() {
			return this.detector.record(Kind.FAILURE, 0) != null;
		}

		@Operation
		public boolean succeed() {
			this.successes.increment();
			return this.detector.record(Kind.SUCCESS, 0) != null;
		}

	}

	/**
	 * A row of which two failures are enough.
	 */
	public static class Row {

		private final Run run = new Run();

		@Operation
		public boolean fail() {
			return this.run.record(true, 2) != null;
		}

		@Operation
		public boolean succeed() {
			return this.run.record(false, 2) != null;
		}

	}

}
