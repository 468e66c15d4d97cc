package io.breaker;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.breaker.config.BreakerMode;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.breaker.test.BreakerAssert;
import io.breaker.test.BreakerStates;
import io.breaker.test.Faults;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The test kit does in the tests of users what it says.
 */
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class TestkitTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	/**
	 * Time that a test drives.
	 */
	@Nested
	class Time {

		private final ManualTime time = new ManualTime();

		private final List<String> rung = new ArrayList<>();

		private Runnable set(Duration delay, String name) {
			return this.time.alarm().after(delay, () -> this.rung.add(name + "@" + this.time.nanoTime()));
		}

		@Test
		void standsStillUntilItIsMoved() {
			long before = this.time.nanoTime();
			Instant wall = this.time.now();
			assertThat(this.time.nanoTime()).isEqualTo(before);

			this.time.advance(SECOND);

			assertThat(this.time.nanoTime() - before).isEqualTo(1_000_000_000);
			assertThat(this.time.now()).isEqualTo(wall.plusSeconds(1));
		}

		@ParameterizedTest
		@ValueSource(longs = { Long.MAX_VALUE, Long.MIN_VALUE, -1, 0 })
		void beginsWhereverATestWants(long start) {
			ManualTime time = new ManualTime(start);

			time.advanceNanos(5);

			assertThat(time.nanoTime() - start).isEqualTo(5);
		}

		@Test
		void refusesToGoBack() {
			assertThatIllegalArgumentException().isThrownBy(() -> this.time.advanceNanos(-1))
				.withMessage("'nanos' must not be negative but was -1");
		}

		@Test
		void alarmsGoOffInTheOrderOfTheirMoments() {
			set(Duration.ofNanos(30), "c");
			set(Duration.ofNanos(10), "a");
			set(Duration.ofNanos(20), "b");

			this.time.advanceNanos(100);

			assertThat(this.rung).containsExactly("a@10", "b@20", "c@30");
			assertThat(this.time.nanoTime()).isEqualTo(100);
		}

		@Test
		void alarmsOfOneMomentGoOffInTheOrderTheyWereSet() {
			Stream.of("a", "b", "c", "d").forEach((name) -> set(Duration.ofNanos(10), name));

			this.time.advanceNanos(10);

			assertThat(this.rung).containsExactly("a@10", "b@10", "c@10", "d@10");
		}

		@Test
		void alarmGoesOffAtItsMomentAndNotBefore() {
			set(Duration.ofNanos(10), "a");

			this.time.advanceNanos(9);
			assertThat(this.rung).isEmpty();
			this.time.advanceNanos(1);

			assertThat(this.rung).containsExactly("a@10");
			this.time.advanceNanos(100);
			assertThat(this.rung).hasSize(1);
		}

		@Test
		void alarmSetByAnAlarmGoesOffOnTheSameWay() {
			this.time.alarm().after(Duration.ofNanos(10), () -> set(Duration.ofNanos(5), "second"));
			set(Duration.ofNanos(20), "third");

			this.time.advanceNanos(30);

			assertThat(this.rung).containsExactly("second@15", "third@20");
		}

		@Test
		void cancelledAlarmDoesNotGoOff() {
			Runnable cancel = set(Duration.ofNanos(10), "a");
			set(Duration.ofNanos(10), "b");
			assertThat(this.time.alarmsSet()).isEqualTo(2);

			cancel.run();

			assertThat(this.time.alarmsSet()).isOne();
			this.time.advanceNanos(10);
			assertThat(this.rung).containsExactly("b@10");
			assertThat(this.time.alarmsSet()).isZero();
			cancel.run();
		}

		@Test
		void alarmThatMovesTimeDoesNotTakeItBack() {
			this.time.alarm().after(Duration.ofNanos(10), () -> this.time.advanceNanos(1_000));
			set(Duration.ofNanos(500), "between");

			this.time.advanceNanos(20);

			assertThat(this.time.nanoTime()).isEqualTo(1_010);
			assertThat(this.rung).containsExactly("between@500");
		}

		@Test
		void clockOnTheWallShiftsAlone() {
			Instant wall = this.time.now();
			set(Duration.ofMinutes(30), "a");

			this.time.shiftWallClock(Duration.ofHours(-1));

			assertThat(this.time.now()).isEqualTo(wall.minusSeconds(3_600));
			assertThat(this.time.nanoTime()).isZero();
			assertThat(this.rung).isEmpty();
			this.time.shiftWallClock(Duration.ofHours(2));
			assertThat(this.time.now()).isEqualTo(wall.plusSeconds(3_600));
		}

		@Test
		void threadsMoveItOnlyForward() throws InterruptedException {
			List<Thread> threads = new ArrayList<>();
			List<Boolean> back = Collections.synchronizedList(new ArrayList<>());
			for (int t = 0; t < 4; t++) {
				Thread thread = new Thread(() -> {
					long last = this.time.nanoTime();
					for (int i = 0; i < 20_000; i++) {
						this.time.advanceNanos(i % 7);
						long now = this.time.nanoTime();
						if (now < last) {
							back.add(true);
						}
						last = now;
					}
				}, "driver-" + t);
				threads.add(thread);
				thread.start();
			}
			for (Thread thread : threads) {
				thread.join(10_000);
			}

			assertThat(back).isEmpty();
		}

		@Test
		void drivesABreakerWithoutACall() {
			BreakerRegistry registry = BreakerRegistry.builder().timeSource(this.time).alarm(this.time.alarm()).build();
			Breaker breaker = registry.breaker("x");
			BreakerStates.open(breaker);
			assertThat(this.time.alarmsSet()).isOne();

			this.time.advance(Duration.ofSeconds(10));

			assertThat(breaker.transitions(BreakerState.OPEN, BreakerState.HALF_OPEN)).isOne();
		}

	}

	/**
	 * What assertions say when they fail.
	 */
	@Nested
	class Assertions {

		private final TestBreakers test = new TestBreakers((settings) -> settings.openJitter(0));

		static Stream<Arguments> wrong() {
			return Stream.of(wrong("to be OPEN", BreakerAssert::isOpen),
					wrong("to be HALF_OPEN", BreakerAssert::isHalfOpen),
					wrong("to be RECOVERING", BreakerAssert::isRecovering),
					wrong("to be OPEN", (that) -> that.hasState(BreakerState.OPEN)),
					wrong("to have mode DISABLED", (that) -> that.hasMode(BreakerMode.DISABLED)),
					wrong("to have counted 2 × SUCCESS", (that) -> that.hasCounted(Outcome.SUCCESS, 2)),
					wrong("to have opened 1 times", (that) -> that.hasOpenings(1)),
					wrong("to let calls pass after PT1S", (that) -> that.retriesAfter(SECOND)));
		}

		private static Arguments wrong(String expectation, Consumer<BreakerAssert> assertion) {
			return Arguments.of(expectation, assertion);
		}

		@ParameterizedTest
		@MethodSource("wrong")
		void failureSaysWhatWasExpectedAndWhatIs(String expectation, Consumer<BreakerAssert> assertion) {
			this.test.succeed();

			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertion.accept(assertThat(this.test.breaker)))
				.withMessageContaining("Expecting breaker 'test' " + expectation)
				.withMessageContaining("but it was CLOSED in mode ENFORCE, with BreakerSnapshot[name=test");
		}

		@Test
		void closedIsMissedToo() {
			BreakerStates.open(this.test.breaker);

			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat(this.test.breaker).isClosed())
				.withMessageContaining("Expecting breaker 'test' to be CLOSED")
				.withMessageContaining("but it was OPEN");
		}

		@Test
		void whatIsTrueCanBeSaidInARow() {
			this.test.succeed();
			BreakerStates.open(this.test.breaker);

			assertThat(this.test.breaker).isOpen()
				.hasState(BreakerState.OPEN)
				.hasMode(BreakerMode.ENFORCE)
				.hasCounted(Outcome.SUCCESS, 1)
				.hasOpenings(1)
				.retriesAfter(SECOND);
		}

		@Test
		void nullIsNoBreaker() {
			assertThatExceptionOfType(AssertionError.class).isThrownBy(() -> assertThat((Breaker) null).isClosed())
				.withMessageContaining("not to be null");
		}

		@Test
		void descriptionOfTheUserIsShown() {
			assertThatExceptionOfType(AssertionError.class)
				.isThrownBy(() -> assertThat(this.test.breaker).as("the inventory").isOpen())
				.withMessageContaining("[the inventory]");
		}

		// INV-11
		@Test
		void assertingConsumesNoTrialAndCountsNothing() {
			BreakerStates.halfOpen(this.test.breaker);

			for (int i = 0; i < 100; i++) {
				assertThat(this.test.breaker).isHalfOpen().hasOpenings(1);
			}

			assertThat(this.test.breaker.totals().attempts()).isZero();
			assertThat(this.test.breaker.tryAcquire()).isPresent();
		}

	}

	/**
	 * States at the push of a button.
	 */
	// INV-15
	@Nested
	class States {

		private final TestBreakers test = new TestBreakers((settings) -> settings.openJitter(0));

		private void bring(BreakerState state) {
			switch (state) {
				case CLOSED -> BreakerStates.closed(this.test.breaker);
				case OPEN -> BreakerStates.open(this.test.breaker);
				case HALF_OPEN -> BreakerStates.halfOpen(this.test.breaker);
				case RECOVERING -> BreakerStates.recovering(this.test.breaker);
			}
		}

		@ParameterizedTest
		@EnumSource(BreakerState.class)
		void everyStateIsReachedFromEveryOther(BreakerState target) {
			for (BreakerState from : BreakerState.values()) {
				bring(from);
				assertThat(this.test.breaker).hasState(from);

				bring(target);

				assertThat(this.test.breaker).hasState(target);
			}
			assertThat(this.test.moves())
				.allMatch((move) -> move.from().successors().contains(move.to()) || move.to() == BreakerState.CLOSED);
		}

		@Test
		void halfOpenBeginsWithoutATrial() {
			BreakerStates.halfOpen(this.test.breaker);

			assertThat(this.test.breaker.tryAcquire()).isPresent();
			assertThat(this.test.breaker.tryAcquire()).isEmpty();
		}

		@Test
		void recoveringIsAtTheBeginningOfItsRamp() {
			BreakerStates.recovering(this.test.breaker);

			assertThat(this.test.breaker).retriesAfter(SECOND);
		}

		@Test
		void closedForgetsWhatWasCounted() {
			this.test.fail(10);

			BreakerStates.closed(this.test.breaker);

			assertThat(this.test.breaker.snapshot().evidence()).isZero();
			assertThat(this.test.breaker).isClosed().hasCounted(Outcome.FAILURE, 10);
		}

	}

	/**
	 * Faults on demand.
	 */
	@Nested
	class FaultsOnDemand {

		private final ManualTime time = new ManualTime();

		private final Faults faults = new Faults(this.time);

		private String call() throws Exception {
			return this.faults.around(() -> "well").call();
		}

		private CompletableFuture<String> callAsync() {
			return this.faults.aroundAsync(() -> CompletableFuture.completedFuture("well")).get().toCompletableFuture();
		}

		@Test
		void healthyUntilToldOtherwise() throws Exception {
			assertThat(call()).isEqualTo("well");
			assertThat(callAsync()).isCompletedWithValue("well");
			assertThat(this.time.nanoTime()).isZero();
		}

		@Test
		void failsEachCallWithAFailureOfItsOwn() {
			this.faults.fail(IOException::new);

			List<Exception> thrown = new ArrayList<>();
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(IOException.class).isThrownBy(this::call).satisfies(thrown::add);
			}

			assertThat(thrown.get(0)).isNotSameAs(thrown.get(1));
			assertThat(callAsync()).failsWithin(SECOND)
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(IOException.class);
		}

		@Test
		void delayMovesTimeAndNotTheThread() throws Exception {
			this.faults.delay(Duration.ofHours(1));

			assertThat(call()).isEqualTo("well");
			assertThat(callAsync()).isCompletedWithValue("well");

			assertThat(this.time.nanoTime()).isEqualTo(Duration.ofHours(2).toNanos());
		}

		@Test
		void delayAndFailureAddUp() {
			this.faults.fail(IOException::new);
			this.faults.delay(SECOND);

			assertThatExceptionOfType(IOException.class).isThrownBy(this::call);

			assertThat(this.time.nanoTime()).isEqualTo(SECOND.toNanos());
			this.faults.fail(IllegalStateException::new);
			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(this::call);
			assertThat(this.time.nanoTime()).isEqualTo(2 * SECOND.toNanos());
		}

		@Test
		void healedCallsPass() throws Exception {
			this.faults.fail(IOException::new);
			this.faults.delay(SECOND);

			this.faults.heal();

			assertThat(call()).isEqualTo("well");
			assertThat(this.time.nanoTime()).isZero();
		}

		@Test
		void hangingCallGoesOnWhenHealed() throws Exception {
			this.faults.hang();
			CompletableFuture<String> answer = new CompletableFuture<>();
			Thread caller = hanging(answer);
			assertThat(answer).isNotDone();

			this.faults.heal();

			assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("well");
			caller.join(10_000);
		}

		@Test
		void interruptedCallEndsAtOnce() throws Exception {
			this.faults.hang();
			CompletableFuture<String> answer = new CompletableFuture<>();
			Thread caller = hanging(answer);

			caller.interrupt();

			assertThat(answer).failsWithin(Duration.ofSeconds(10))
				.withThrowableOfType(ExecutionException.class)
				.withCauseInstanceOf(InterruptedException.class);
			caller.join(10_000);
		}

		private Thread hanging(CompletableFuture<String> answer) throws InterruptedException {
			CountDownLatch begun = new CountDownLatch(1);
			GuardedCall<String, Exception> call = this.faults.around(() -> "well");
			Thread caller = new Thread(() -> {
				begun.countDown();
				try {
					answer.complete(call.call());
				}
				catch (Exception ex) {
					answer.completeExceptionally(ex);
				}
			}, "caller");
			caller.setDaemon(true);
			caller.start();
			assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
			long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
			while (caller.getState() != Thread.State.WAITING && System.nanoTime() < deadline) {
				Thread.onSpinWait();
			}
			assertThat(caller.getState()).isEqualTo(Thread.State.WAITING);
			return caller;
		}

		@Test
		void hangingAsynchronousCallBlocksNobodyAndGoesOnWhenHealed() {
			this.faults.hang();

			CompletableFuture<String> answer = callAsync();

			assertThat(answer).isNotDone();
			this.faults.heal();
			assertThat(answer).isCompletedWithValue("well");
		}

		@Test
		void anyOtherFaultEndsTheHangToo() {
			this.faults.hang();
			CompletableFuture<String> first = callAsync();
			this.faults.hang();
			CompletableFuture<String> second = callAsync();
			assertThat(first).isCompletedWithValue("well");
			assertThat(second).isNotDone();

			this.faults.fail(IOException::new);

			assertThat(second).isCompletedWithValue("well");
			assertThat(callAsync()).isCompletedExceptionally();
		}

		@Test
		void asynchronousCallIsNotStartedWhileItHangs() {
			List<String> started = new ArrayList<>();
			this.faults.hang();

			this.faults.aroundAsync(() -> {
				started.add("started");
				return CompletableFuture.completedFuture("well");
			}).get();

			assertThat(started).isEmpty();
			this.faults.heal();
			assertThat(started).hasSize(1);
		}

		// INV-05
		@Test
		void hangingTrialDoesNotHoldABreakerHalfOpen() {
			TestBreakers test = new TestBreakers(this.time, (settings) -> settings.openJitter(0));
			BreakerStates.halfOpen(test.breaker);
			this.faults.hang();

			CompletableFuture<String> answer = test.breaker
				.callAsync(this.faults.aroundAsync(() -> CompletableFuture.completedFuture("well")));
			this.time.advance(Duration.ofSeconds(10));

			assertThat(test.breaker).isOpen();
			assertThat(answer).isNotDone();
			answer.cancel(true);
		}

		@Test
		void breakerOpensOnFaultsAndClosesWhenHealed() {
			TestBreakers test = new TestBreakers(this.time,
					(settings) -> settings.openJitter(0).consecutiveFailures(3));
			this.faults.fail(IOException::new);
			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(IOException.class)
					.isThrownBy(() -> test.breaker.call(this.faults.around(() -> "well")));
			}
			assertThat(test.breaker).isOpen();

			this.faults.heal();
			this.time.advance(SECOND);
			assertThat(test.breaker.callAsync(this.faults.aroundAsync(() -> CompletableFuture.completedFuture("well"))))
				.isCompletedWithValue("well");
			this.time.advance(SECOND);

			assertThat(test.breaker).isClosed();
		}

	}

}
