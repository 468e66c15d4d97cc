package io.breaker;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.Window;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What the machine must never do, where one plain example shows it.
 */
class InvariantsTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Intervention OPERATOR = Intervention.by("operator").because("drill");

	// INV-04
	@Test
	void failingPredicateReturnsThePermitAndTheCallerSeesTheOwnException() {
		IOException own = new IOException("own");
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(100).openJitter(0).recordWhen((ex) -> {
			throw new LinkageError("predicate");
		}));
		halfOpen(test);

		assertThatThrownBy(() -> test.breaker.call(() -> {
			throw own;
		})).isSameAs(own);

		assertThat(test.breaker).isOpen().hasCounted(Outcome.FAILURE, 1);
	}

	// INV-04
	@Test
	void failingResultPredicateReturnsThePermitAndTheResult() {
		TestBreakers test = new TestBreakers((s) -> s.openJitter(0).ramp(Duration.ZERO).recordResult((result) -> {
			throw new IllegalStateException("predicate");
		}));
		halfOpen(test);

		String result = test.breaker.get(() -> "fine");

		assertThat(result).isEqualTo("fine");
		assertThat(test.breaker).isClosed();
	}

	// INV-04
	@Test
	void failingWaitFunctionDoesNotKeepTheBreakerFromOpening() {
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0).retryAfter((ex) -> {
			throw new IllegalStateException("wait");
		}));

		test.fail();

		assertThat(test.breaker).isOpen().retriesAfter(SECOND);
	}

	// INV-06
	@Test
	void trialRefusedFurtherDownIsSettled() {
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
		Breaker inner = test.registry.breaker("inner");
		inner.overrideMode(BreakerMode.FORCED_OPEN, OPERATOR);
		halfOpen(test);

		assertThatExceptionOfType(CallRejectedException.class)
			.isThrownBy(() -> test.breaker.get(() -> inner.get(() -> "never")));

		assertThat(test.breaker).isOpen();
	}

	// INV-10
	@Test
	void ignoredTrialsDoNotKeepTheBreakerHalfOpen() {
		TestBreakers test = new TestBreakers((s) -> s.openJitter(0).trialCalls(2).ramp(Duration.ZERO));
		halfOpen(test);
		for (int i = 0; i < 1_000; i++) {
			test.breaker.acquire().ignore();
		}
		assertThat(test.breaker).isHalfOpen();

		test.succeed(2);

		assertThat(test.breaker).isClosed();
	}

	// INV-11
	@Test
	void lookingConsumesNoPermit() {
		TestBreakers test = new TestBreakers((s) -> s.openJitter(0));
		halfOpen(test);

		for (int i = 0; i < 10; i++) {
			test.breaker.snapshot();
			test.breaker.state();
			test.breaker.incidents();
			test.registry.look();
		}

		assertThat(test.breaker.tryAcquire()).isPresent();
	}

	// INV-13
	@Test
	void resetStartsANewPeriod() {
		TestBreakers test = new TestBreakers((s) -> s.window(Window.ofCalls(4)).minimumCalls(2));
		test.succeed();
		Permit early = test.breaker.acquire();
		test.breaker.reset(OPERATOR);

		early.failure(new IOException());
		test.succeed();

		assertThat(test.breaker).isClosed().hasCounted(Outcome.FAILURE, 1);
		assertThat(test.breaker.snapshot().window()).hasFieldOrPropertyWithValue("calls", 1L);
	}

	// INV-18
	@Test
	void openEndsHoweverLongNobodyLooked() {
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1));
		test.fail();

		test.time.advance(Duration.ofDays(20_000));

		assertThat(test.breaker.tryAcquire()).isPresent();
	}

	// INV-19
	@Test
	void alarmOfAnEarlierPeriodDoesNotEndALaterWait() {
		ManualTime time = new ManualTime();
		BreakerRegistry registry = BreakerRegistry.builder().timeSource(time).alarm(time.alarm()).die(() -> 0).build();
		Breaker breaker = registry.breaker("b");
		breaker.moveTo(BreakerState.OPEN, OPERATOR);
		time.advance(Duration.ofMillis(600));
		breaker.reset(OPERATOR);
		breaker.moveTo(BreakerState.OPEN, OPERATOR);

		time.advance(Duration.ofMillis(600));

		assertThat(breaker).isOpen();
		assertThat(time.alarmsSet()).isOne();
	}

	// INV-20
	@Test
	void moveByHandIsIdempotent() {
		TestBreakers test = new TestBreakers((s) -> s.openJitter(0));

		test.breaker.moveTo(BreakerState.OPEN, OPERATOR);
		test.time.advance(Duration.ofMillis(300));
		test.breaker.moveTo(BreakerState.OPEN, OPERATOR);

		assertThat(test.breaker).isOpen().hasOpenings(1).retriesAfter(Duration.ofMillis(700));
	}

	// INV-20
	@Test
	void impossibleMoveByHandIsRefusedWithNames() {
		TestBreakers test = new TestBreakers((s) -> {
		});

		assertThatThrownBy(() -> test.breaker.moveTo(BreakerState.HALF_OPEN, OPERATOR))
			.isInstanceOf(IllegalStateException.class)
			.hasMessage("Circuit breaker 'test' cannot move from CLOSED to HALF_OPEN; it can move to [OPEN]");
	}

	// INV-20
	@Test
	void moveByHandIsRefusedWhileTheMachineRests() {
		TestBreakers test = new TestBreakers((s) -> s.mode(BreakerMode.DISABLED));

		assertThatThrownBy(() -> test.breaker.moveTo(BreakerState.OPEN, OPERATOR))
			.isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("'test'")
			.hasMessageContaining("DISABLED");
	}

	// INV-21
	@ParameterizedTest
	@ValueSource(strings = { "FORCED_OPEN", "DISABLED" })
	void restingModesIgnoreResultsAndTime(BreakerMode mode) {
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
		Permit early = test.breaker.acquire();
		test.breaker.overrideMode(mode, OPERATOR);
		early.failure(new IOException());
		test.time.advance(Duration.ofHours(1));

		test.breaker.dropOverride(OPERATOR);

		assertThat(test.breaker).isClosed().hasMode(BreakerMode.ENFORCE).hasOpenings(0);
	}

	// INV-27
	@Test
	void healthyCallsAllocateNothing() {
		TestBreakers plain = new TestBreakers((s) -> {
		});
		TestBreakers counting = new TestBreakers((s) -> s.window(Window.ofCalls(100)).slowCall(SECOND));
		GuardedCall<String, RuntimeException> call = () -> "fine";

		long plainBytes = allocatedBy(() -> plain.breaker.call(call));
		long countingBytes = allocatedBy(() -> counting.breaker.call(call));

		assertThat(plainBytes).isLessThan(100_000);
		assertThat(countingBytes).isLessThan(100_000);
	}

	// INV-27
	@Test
	void asynchronousCallsThatAreDoneAllocateNothing() {
		TestBreakers test = new TestBreakers((s) -> {
		});
		CompletableFuture<String> done = CompletableFuture.completedFuture("fine");
		Supplier<CompletableFuture<String>> call = () -> done;

		long bytes = allocatedBy(() -> test.breaker.callAsync(call));

		assertThat(bytes).isLessThan(100_000);
		assertThat(test.breaker).hasCounted(Outcome.SUCCESS, 2_000_000);
	}

	/**
	 * Measures a million calls after a million to warm up. What is left over, a few
	 * hundred bytes, comes from the virtual machine itself; one object per call would be
	 * 16 MB.
	 */
	private static long allocatedBy(Runnable call) {
		var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
		long id = Thread.currentThread().getId();
		long before = 0;
		for (int i = 0; i < 2_000_000; i++) {
			if (i == 1_000_000) {
				before = threads.getThreadAllocatedBytes(id);
			}
			call.run();
		}
		return threads.getThreadAllocatedBytes(id) - before;
	}

	// INV-29
	@Test
	void wallClockStepsChangeOnlyTimestamps() {
		TestBreakers test = new TestBreakers((s) -> s.window(Window.ofTime(Duration.ofSeconds(10))).minimumCalls(2));
		test.fail();
		test.time.shiftWallClock(Duration.ofHours(-1));

		test.fail();

		assertThat(test.breaker).isOpen();
		assertThat(test.moves().get(0).at()).isEqualTo(test.time.now());
	}

	// INV-30
	@ParameterizedTest
	@ValueSource(longs = { Long.MAX_VALUE, Long.MAX_VALUE - 500_000_000, Long.MIN_VALUE, -1, 0 })
	void clockMayStartAnywhere(long start) {
		TestBreakers test = new TestBreakers(new ManualTime(start),
				(s) -> s.consecutiveFailures(1).openJitter(0).trialTimeout(SECOND));
		test.fail();
		test.time.advanceNanos(999_999_999);
		assertThat(test.breaker.tryAcquire()).isEmpty();
		test.time.advanceNanos(1);
		assertThat(test.breaker.tryAcquire()).isPresent();

		test.time.advance(SECOND);

		assertThat(test.breaker).isOpen();
	}

	// INV-33
	@Test
	void stateIsTrueToTimeWithoutACall() {
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
		test.fail();

		test.time.advance(SECOND);

		assertThat(test.breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
	}

	// INV-38
	@Test
	@Timeout(20)
	void slowListenerDelaysOnlyTheThreadItRunsOn() throws Exception {
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));
		CountDownLatch heard = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		test.breaker.addListener(new BreakerListener() {
			@Override
			public void onEvent(BreakerEvent event) {
				heard.countDown();
				waitFor(release);
			}
		});
		Thread slow = new Thread(() -> test.breaker.reset(OPERATOR));
		slow.start();
		heard.await();

		test.fail();

		assertThat(test.breaker).isOpen();
		assertThat(slow.isAlive()).isTrue();
		release.countDown();
		slow.join();
	}

	// INV-41
	@Test
	void callThroughTwoStylesAtOnceCountsOncePerAttempt() {
		TestBreakers test = new TestBreakers((s) -> {
		});

		test.breaker.call(() -> "answer", (ex) -> "fallback");
		test.breaker.callAsync(() -> CompletableFuture.completedFuture("later"));
		Permit permit = test.breaker.acquire();
		permit.success();
		permit.failure(new IOException());

		assertThat(test.breaker.totals().attempts()).isEqualTo(3);
		assertThat(test.breaker).hasCounted(Outcome.SUCCESS, 3);
	}

	// INV-49
	@Test
	void timeOutOnTheReturnedFutureCountsAsFailure() throws Exception {
		TestBreakers test = new TestBreakers((s) -> {
		});
		CompletableFuture<String> call = test.breaker.callAsync(CompletableFuture::new);

		call.orTimeout(1, TimeUnit.MILLISECONDS);

		assertThatThrownBy(() -> call.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(TimeoutException.class);
		assertThat(test.breaker).hasCounted(Outcome.FAILURE, 1);
	}

	// INV-51
	@Test
	void coreStartsNoThread() {
		int before = ManagementFactory.getThreadMXBean().getThreadCount();
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1));
		for (int i = 0; i < 1_000; i++) {
			Breaker breaker = test.registry.breaker("breaker-" + i);
			breaker.acquire().failure(new NoSuchElementException());
			assertThat(breaker).isOpen();
		}

		assertThat(ManagementFactory.getThreadMXBean().getThreadCount()).isLessThanOrEqualTo(before + 2);
	}

	private static void waitFor(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	// INV-03
	@Test
	void callerWhoHasSeenEnoughOfAStreamNeverMadeItSlow() {
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).slowCall(SECOND));
		Permit closed = test.breaker.acquire();
		test.time.advance(Duration.ofHours(1));

		assertThat(closed.enough()).isTrue();
		assertThat(closed.failure(new IOException())).isFalse();
		assertThat(test.breaker).isClosed().hasCounted(Outcome.SUCCESS, 1);

		BreakerStates.halfOpen(test.breaker);
		Permit trial = test.breaker.acquire();
		test.time.advance(Duration.ofSeconds(9));
		trial.enough();
		assertThat(test.breaker).isRecovering();
	}

	/**
	 * Leads to half-open as time does, with the wait at its default.
	 */
	private static void halfOpen(TestBreakers test) {
		test.breaker.moveTo(BreakerState.OPEN, OPERATOR);
		test.time.advance(SECOND);
		assertThat(test.breaker).isHalfOpen();
	}

}
