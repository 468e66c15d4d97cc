package io.breaker;

import java.util.concurrent.atomic.AtomicInteger;

import io.breaker.event.Outcome;
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
 * Every schedule that a model checker can think of: half-open admits as many calls as if
 * they had come one by one. {@code -Dbreaker.lincheck=long} lets it think for longer. It
 * cannot look into records, so it sees the parts that have none; the whole machine races
 * under jcstress.
 */
// INV-01, INV-07, INV-17
@Tag("lincheck")
@Timeout(600)
class TrialsLincheckTests {

	/**
	 * Calls before or after the race would use up the trials and hide it, so there are
	 * none.
	 */
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
	void bookHasNoMorePlacesThanTrials() {
		check(Book.class);
	}

	@Test
	void totalsLoseNothing() {
		check(Sums.class);
	}

	@Test
	void bookThatLooksBeforeItCountsIsFoundOut() {
		assertThatFaultIsFound(RacyBook.class);
	}

	@Test
	void breakerThatAdmitsTheOneWhoLostTheRaceIsFoundOut() {
		assertThatFaultIsFound(RacyEndOfTheWait.class);
	}

	/**
	 * The trials of a period with two places, one of which is taken.
	 */
	public static class Book {

		private final TrialBook book = new TrialBook();

		private final Trial taken = new Trial(1, false, 0);

		public Book() {
			this.book.admit(this.taken, 2);
		}

		@Operation
		public boolean admit() {
			return this.book.admit(new Trial(1, false, 0), 2) != null;
		}

		@Operation
		public void giveBack() {
			this.book.remove(this.taken);
		}

	}

	/**
	 * What a careless hand would have written.
	 */
	public static class RacyBook {

		private volatile int taken = 1;

		@Operation
		public boolean admit() {
			if (this.taken >= 2) {
				return false;
			}
			this.taken = this.taken + 1;
			return true;
		}

	}

	/**
	 * The defect of a well-known library: who loses the race into half-open is admitted
	 * without a permit.
	 */
	public static class RacyEndOfTheWait {

		private final AtomicInteger left = new AtomicInteger(-1);

		@Operation
		public boolean tryAcquire() {
			if (this.left.get() < 0) {
				this.left.compareAndSet(-1, 1);
				return true;
			}
			return this.left.getAndDecrement() > 0;
		}

	}

	/**
	 * Calls and the totals of a breaker.
	 */
	public static class Sums {

		private final Totals totals = new Totals();

		private final AtomicInteger calls = new AtomicInteger();

		@Operation
		public void succeed() {
			this.totals.add(Outcome.SUCCESS);
			this.calls.incrementAndGet();
		}

		@Validate
		public void nothingIsLost() {
			if (this.totals.of(Outcome.SUCCESS) != this.calls.get()) {
				throw new IllegalStateException(this.totals.of(Outcome.SUCCESS) + " of " + this.calls.get());
			}
		}

	}

}
