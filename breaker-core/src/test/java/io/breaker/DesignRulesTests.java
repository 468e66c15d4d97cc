package io.breaker;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.Window;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.breaker.event.StateChanged;
import io.breaker.event.Trigger;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The eleven rules on which peers disagree, one group each.
 */
class DesignRulesTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	@Nested
	class Rule1ResultsCountInTheirPeriodOnly {

		@Test
		void lateSuccessOfAnEarlierPeriodDoesNotClose() {
			TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
			Permit early = test.breaker.acquire();
			test.fail();
			test.time.advance(SECOND);
			assertThat(test.breaker).isHalfOpen();

			early.success();

			assertThat(test.breaker).isHalfOpen().hasCounted(Outcome.SUCCESS, 1);
		}

		@Test
		void lateFailureOfAnEarlierPeriodDoesNotReopen() {
			TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0).ramp(Duration.ZERO));
			Permit early = test.breaker.acquire();
			test.fail();
			test.time.advance(SECOND);
			test.succeed();
			assertThat(test.breaker).isClosed();

			early.failure(new IOException());

			assertThat(test.breaker).isClosed().hasCounted(Outcome.FAILURE, 2).hasOpenings(1);
		}

		@Test
		void lateFailureWhileOpenNeitherExtendsTheWaitNorTellsAgain() {
			TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
			Permit early = test.breaker.acquire();
			test.fail();
			test.time.advance(Duration.ofMillis(900));

			early.failure(new IOException());

			assertThat(test.breaker).isOpen().retriesAfter(Duration.ofMillis(100));
			assertThat(test.states()).containsExactly(BreakerState.OPEN);
		}

	}

	@Nested
	class Rule2HalfOpenDecidesWhenCertain {

		private final TestBreakers test = new TestBreakers(
				(s) -> s.consecutiveFailures(1).openJitter(0).trialCalls(5).recoveryRate(60).ramp(Duration.ZERO));

		@Test
		void admitsAtMostTheTrials() {
			halfOpen();
			for (int i = 0; i < 5; i++) {
				assertThat(this.test.breaker.tryAcquire()).isPresent();
			}

			assertThat(this.test.breaker.tryAcquire()).isEmpty();
			assertThat(this.test.breaker).hasCounted(Outcome.REJECTED, 1);
		}

		@Test
		void recoversWithTheSuccessThatReachesTheRate() {
			halfOpen();
			this.test.fail(2);
			this.test.succeed(2);
			assertThat(this.test.breaker).isHalfOpen();

			this.test.succeed();

			assertThat(this.test.breaker).isClosed();
		}

		@Test
		void reopensWithTheFailureThatPutsTheRateOutOfReach() {
			halfOpen();
			this.test.succeed(2);
			this.test.fail(2);
			assertThat(this.test.breaker).isHalfOpen();

			this.test.fail();

			assertThat(this.test.breaker).isOpen();
		}

		@Test
		void goesThroughTheRampUnlessThereIsNone() {
			TestBreakers ramped = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
			ramped.fail();
			ramped.time.advance(SECOND);
			ramped.succeed();

			assertThat(ramped.breaker).isRecovering();
		}

		private void halfOpen() {
			this.test.fail();
			this.test.time.advance(SECOND);
			assertThat(this.test.breaker).isHalfOpen();
		}

	}

	@Nested
	class Rule3UnsettledTrialsHaveFailed {

		@Test
		void reopensAtExactlyTheTrialTimeout() {
			TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0).trialTimeout(SECOND));
			test.fail();
			test.time.advance(SECOND);
			Permit trial = test.breaker.acquire();
			test.time.advanceNanos(999_999_999);
			assertThat(test.breaker).isHalfOpen();

			test.time.advanceNanos(1);

			assertThat(test.breaker).isOpen().retriesAfter(Duration.ofSeconds(2));
			assertThat(trial.success()).isTrue();
			assertThat(test.breaker).isOpen();
		}

		@Test
		void waitBeginsWhenTheTrialTimedOutEvenIfNobodyLooked() {
			TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0).trialTimeout(SECOND));
			test.fail();
			test.time.advance(SECOND);
			test.breaker.acquire();

			test.time.advance(Duration.ofSeconds(3));

			assertThat(test.breaker.tryAcquire()).isPresent();
		}

	}

	@Nested
	class Rule4Edges {

		@Test
		void admitsTheNextCallAtExactlyTheEndOfTheWait() {
			TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
			test.fail();
			test.time.advanceNanos(999_999_999);
			assertThat(test.breaker.tryAcquire()).isEmpty();

			test.time.advanceNanos(1);

			assertThat(test.breaker.tryAcquire()).isPresent();
		}

		@Test
		void callIsSlowOnlyWhenItTakesLonger() {
			TestBreakers test = new TestBreakers((s) -> s.slowCall(SECOND));
			test.breaker.run(() -> test.time.advance(SECOND));
			assertThat(test.breaker).hasCounted(Outcome.SLOW_SUCCESS, 0);

			test.breaker.run(() -> test.time.advanceNanos(1_000_000_001));

			assertThat(test.breaker).hasCounted(Outcome.SUCCESS, 1).hasCounted(Outcome.SLOW_SUCCESS, 1);
		}

		@Test
		void rateEqualToItsThresholdTrips() {
			TestBreakers test = new TestBreakers(
					(s) -> s.window(Window.ofCalls(200)).minimumCalls(200).failureRate(0.5));
			test.succeed(199);

			test.fail();

			assertThat(test.breaker).isOpen();
		}

		@Test
		void oneThirdIsBelowAThirdRoundedUp() {
			TestBreakers test = new TestBreakers((s) -> s.window(Window.ofCalls(3)).minimumCalls(3).failureRate(33.34));
			test.succeed(2);

			test.fail();

			assertThat(test.breaker).isClosed();
		}

	}

	@Nested
	class Rule5SuccessMayOpen {

		@Test
		void opensWithTheSuccessThatCompletesTheMinimum() {
			TestBreakers test = new TestBreakers((s) -> s.window(Window.ofCalls(10)).minimumCalls(4));
			test.fail(3);
			assertThat(test.breaker).isClosed();

			test.succeed();

			assertThat(test.breaker).isOpen();
			assertThat(test.moves().get(0).lastFailure()).isEqualTo("java.io.IOException");
		}

		@Test
		void opensWithTheSuccessThatPushesASuccessOut() {
			TestBreakers test = new TestBreakers(
					(s) -> s.window(Window.ofTime(Duration.ofSeconds(20))).minimumCalls(4));
			test.succeed(4);
			test.time.advance(Duration.ofSeconds(10));
			test.fail(3);
			assertThat(test.breaker).isClosed();
			test.time.advance(Duration.ofSeconds(10));

			test.succeed();

			assertThat(test.breaker).isOpen();
		}

	}

	@Nested
	class Rule6WhatExceptionsMean {

		@Test
		void exceptionNeitherRecordedNorIgnoredIsASuccess() {
			TestBreakers test = new TestBreakers((s) -> s.record(IOException.class));

			test.breaker.acquire().failure(new IllegalStateException());

			assertThat(test.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

		@Test
		void ignoredExceptionIsNeutralAndReturnsThePermit() {
			TestBreakers test = new TestBreakers(
					(s) -> s.consecutiveFailures(1).openJitter(0).ignore(IllegalStateException.class));
			test.fail();
			test.time.advance(SECOND);

			test.breaker.acquire().failure(new IllegalStateException());

			assertThat(test.breaker).isHalfOpen().hasCounted(Outcome.IGNORED, 1);
			assertThat(test.breaker.tryAcquire()).isPresent();
		}

		@Test
		void ignoredExceptionDoesNotReachTheFallback() {
			TestBreakers test = new TestBreakers((s) -> s.ignore(IllegalStateException.class));

			assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> test.breaker.call(() -> {
				throw new IllegalStateException("mine");
			}, (ex) -> "fallback")).withMessage("mine");
		}

		@Test
		void errorIsAFailureAndReachesNoFallback() {
			TestBreakers test = new TestBreakers((s) -> s.record(IOException.class));
			StackOverflowError error = new StackOverflowError();

			assertThatThrownBy(() -> test.breaker.call(() -> {
				throw error;
			}, (ex) -> "fallback")).isSameAs(error);

			assertThat(test.breaker).hasCounted(Outcome.FAILURE, 1);
		}

	}

	@Nested
	class Rule7CancellingIsNeutral {

		@Test
		void cancellingTheFutureReturnsThePermitAtOnce() {
			TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
			test.fail();
			test.time.advance(SECOND);
			CompletableFuture<String> source = new CompletableFuture<>();
			CompletableFuture<String> call = test.breaker.callAsync(() -> source);
			assertThat(test.breaker.tryAcquire()).isEmpty();

			call.cancel(true);

			assertThat(test.breaker.tryAcquire()).isPresent();
			assertThat(test.breaker).hasCounted(Outcome.CANCELLED, 1);
			assertThat(source).isCancelled();
		}

	}

	@Nested
	class Rule8EveryMoveIsOneEvent {

		@Test
		void everyOpeningCounts() {
			TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
			test.fail();
			test.time.advance(SECOND);
			test.fail();

			assertThat(test.breaker).hasOpenings(2);
			assertThat(test.states()).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN, BreakerState.OPEN);
			assertThat(test.moves()).extracting(StateChanged::evidence)
				.extracting("trigger")
				.containsExactly(Trigger.CONSECUTIVE_FAILURES, Trigger.WAIT_OVER, Trigger.TRIALS_FAILED);
		}

	}

	@Nested
	class Rule9LazyAndWokenAreTheSame {

		@Test
		void alarmEndsTheWaitWithoutTraffic() {
			ManualTime time = new ManualTime();
			AtomicInteger told = new AtomicInteger();
			BreakerRegistry registry = BreakerRegistry.builder().timeSource(time).alarm(time.alarm()).build();
			Breaker breaker = registry.breaker("woken");
			breaker.moveTo(BreakerState.OPEN, Intervention.by("test"));
			breaker.addListener(new io.breaker.event.BreakerListener() {
				@Override
				public void onEvent(io.breaker.event.BreakerEvent event) {
					told.incrementAndGet();
				}
			});

			time.advance(Duration.ofSeconds(2));

			assertThat(told).hasValue(1);
			assertThat(breaker.snapshot().since()).isBefore(time.now());
		}

	}

	// INV-31
	@Nested
	class Rule10MonotonicClockOnly {

		@Test
		void stepsOfTheWallClockChangeNothing() {
			TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
			test.fail();
			test.time.shiftWallClock(Duration.ofHours(-1));
			assertThat(test.breaker.tryAcquire()).isEmpty();
			test.time.shiftWallClock(Duration.ofHours(2));
			assertThat(test.breaker.tryAcquire()).isEmpty();

			test.time.advance(SECOND);

			assertThat(test.breaker.tryAcquire()).isPresent();
		}

	}

	// INV-28
	@Nested
	class Rule11UndefinedRatesAreAbsent {

		@Test
		void rateBelowTheMinimumIsAbsent() {
			TestBreakers test = new TestBreakers((s) -> s.window(Window.ofCalls(10)).minimumCalls(3));
			test.fail(2);
			BreakerSnapshot below = test.breaker.snapshot();
			test.succeed();

			assertThat(below.failureRate()).isNull();
			assertThat(below.slowRate()).isNull();
			assertThat(test.breaker.mode()).isEqualTo(BreakerMode.ENFORCE);
		}

	}

}
