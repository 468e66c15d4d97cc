package io.breaker;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;

import io.breaker.event.CallTotals;
import io.breaker.event.Outcome;
import io.breaker.test.BreakerStates;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Asynchronous calls: whatever ends them ends them once, is counted before anybody hears
 * of it, and arrives inside the returned future. And what synchronous calls owe to the
 * thread that makes them.
 */
@Timeout(30)
class FuturesTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(3).openJitter(0));

	private final Breaker breaker = this.test.breaker;

	private final CompletableFuture<String> source = new CompletableFuture<>();

	private CompletableFuture<String> call() {
		return this.breaker.callAsync(() -> this.source);
	}

	private void halfOpen() {
		BreakerStates.halfOpen(this.breaker);
	}

	@Nested
	class Results {

		@Test
		void valueOfTheStageArrives() {
			CompletableFuture<String> call = call();

			FuturesTests.this.source.complete("stock");

			assertThat(call).isCompletedWithValue("stock");
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

		// INV-46
		@Test
		void nullValueIsASuccess() {
			CompletableFuture<String> call = call();

			FuturesTests.this.source.complete(null);

			assertThat(call).isCompletedWithValue(null);
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

		// INV-46
		@Test
		void voidResultIsASuccess() {
			CompletableFuture<Void> call = FuturesTests.this.breaker.callAsync(() -> CompletableFuture.runAsync(() -> {
			}, Runnable::run));

			assertThat(call).isCompleted();
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

		@Test
		void futureThatHasSucceededIsGivenOnAsItIs() {
			CompletableFuture<String> done = CompletableFuture.completedFuture("stock");

			CompletableFuture<String> call = FuturesTests.this.breaker.callAsync(() -> done);

			assertThat(call).isSameAs(done);
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

		@Test
		void futureThatHasFailedCountsAsFailure() {
			IOException failure = new IOException("broken");

			CompletableFuture<String> call = FuturesTests.this.breaker
				.callAsync(() -> CompletableFuture.failedFuture(failure));

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get).withCause(failure);
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		@Test
		void failureOfTheStageArrivesAsItIs() {
			IOException failure = new IOException("broken");
			CompletableFuture<String> call = call();

			FuturesTests.this.source.completeExceptionally(failure);

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get).withCause(failure);
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		@Test
		void resultThatIsRecordedAsFailureArrivesAndCountsAsFailure() {
			TestBreakers judging = new TestBreakers((s) -> s.recordResult("bad"::equals));

			CompletableFuture<String> call = judging.breaker.callAsync(() -> CompletableFuture.completedFuture("bad"));

			assertThat(call).isCompletedWithValue("bad");
			assertThat(judging.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		@Test
		void stageThatIsNoCompletableFutureIsGuarded() {
			CompletionStage<String> bare = FuturesTests.this.source.minimalCompletionStage();
			CompletableFuture<String> call = FuturesTests.this.breaker.callAsync(() -> bare);

			FuturesTests.this.source.complete("stock");

			assertThat(call).isCompletedWithValue("stock");
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

		@Test
		void stageThatKnowsNothingButWhenCompleteIsGuarded() {
			CompletableFuture<String> call = FuturesTests.this.breaker.callAsync(() -> stage(FuturesTests.this.source));

			FuturesTests.this.source.complete("stock");

			assertThat(call).isCompletedWithValue("stock");
			assertThat(call.cancel(true)).isFalse();
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1).hasCounted(Outcome.CANCELLED, 0);
		}

	}

	@Nested
	class Rejections {

		// INV-44
		@Test
		void rejectionArrivesInsideTheFutureAndTheSupplierIsNotAsked() {
			AtomicBoolean asked = new AtomicBoolean();
			BreakerStates.open(FuturesTests.this.breaker);

			CompletableFuture<String> call = FuturesTests.this.breaker.callAsync(() -> {
				asked.set(true);
				return FuturesTests.this.source;
			});

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get)
				.withCauseInstanceOf(CallRejectedException.class);
			assertThat(asked).isFalse();
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.REJECTED, 1);
		}

		@Test
		void rejectedFutureSettlesNothingWhateverItsHolderDoes() {
			BreakerStates.open(FuturesTests.this.breaker);
			CompletableFuture<String> call = call();

			call.cancel(true);
			call.complete("late");

			assertThat(FuturesTests.this.breaker.totals().attempts()).isOne();
		}

	}

	@Nested
	class BrokenSuppliers {

		// INV-44
		@Test
		void exceptionOfTheSupplierArrivesInsideTheFuture() {
			IllegalStateException failure = new IllegalStateException("no connection");

			CompletableFuture<String> call = FuturesTests.this.breaker.callAsync(() -> {
				throw failure;
			});

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get).withCause(failure);
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		// INV-43
		@Test
		void errorOfTheSupplierArrivesInsideTheFuture() {
			NoClassDefFoundError failure = new NoClassDefFoundError("com/acme/Client");

			CompletableFuture<String> call = FuturesTests.this.breaker.callAsync(() -> {
				throw failure;
			});

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get).withCause(failure);
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		// INV-46
		@Test
		void missingStageIsAFailure() {
			CompletableFuture<String> call = FuturesTests.this.breaker.callAsync(() -> null);

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get)
				.withCauseInstanceOf(NullPointerException.class)
				.withMessageContaining("must return a stage but was null");
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		// INV-43
		@Test
		void stageThatCannotBeListenedToIsAFailure() {
			UnsupportedOperationException failure = new UnsupportedOperationException("whenComplete");

			CompletableFuture<String> call = FuturesTests.this.breaker.callAsync(() -> stage(failure));

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get).withCause(failure);
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		// INV-01
		@Test
		void trialWhoseSupplierFailsGivesItsPlaceUp() {
			halfOpen();

			FuturesTests.this.breaker.callAsync(() -> {
				throw new CancellationException();
			});

			assertThat(FuturesTests.this.breaker.tryAcquire()).isPresent();
		}

	}

	@Nested
	class BrokenRules {

		// INV-43
		@Test
		void predicateForExceptionsThatThrowsAnErrorDoesNotHoldTheFuture() {
			IOException failure = new IOException("broken");
			TestBreakers broken = new TestBreakers((s) -> s.recordWhen((ex) -> {
				throw new NoClassDefFoundError("com/acme/Rule");
			}));
			CompletableFuture<String> call = broken.breaker.callAsync(() -> FuturesTests.this.source);

			FuturesTests.this.source.completeExceptionally(failure);

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get).withCause(failure);
			assertThat(broken.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		// INV-43
		@Test
		void predicateForResultsThatThrowsAnErrorDoesNotHoldTheFuture() {
			TestBreakers broken = new TestBreakers((s) -> s.recordResult((result) -> {
				throw new NoClassDefFoundError("com/acme/Rule");
			}));
			CompletableFuture<String> call = broken.breaker.callAsync(() -> FuturesTests.this.source);

			FuturesTests.this.source.complete("stock");

			assertThat(call).isCompletedWithValue("stock");
			assertThat(broken.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

		// INV-45
		@Test
		void wrappersAreTakenOffBeforeThePredicateIsAsked() {
			List<Throwable> asked = new ArrayList<>();
			IOException failure = new IOException("broken");
			TestBreakers judging = new TestBreakers((s) -> s.recordWhen(asked::add));
			CompletableFuture<String> call = judging.breaker.callAsync(() -> FuturesTests.this.source);

			FuturesTests.this.source.completeExceptionally(
					new CompletionException(new ExecutionException(new CompletionException(failure))));

			assertThat(call).isCompletedExceptionally();
			assertThat(asked).containsExactly(failure);
		}

		// INV-45
		@Test
		void wrapperWithoutACauseIsJudgedItself() {
			List<Throwable> asked = new ArrayList<>();
			ExecutionException failure = new ExecutionException("nothing inside", null);
			TestBreakers judging = new TestBreakers((s) -> s.recordWhen(asked::add));

			judging.breaker.callAsync(() -> CompletableFuture.failedFuture(failure));

			assertThat(asked).containsExactly(failure);
			assertThat(judging.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		// INV-45
		@Test
		void wrapperThatIsItsOwnCauseEnds() {
			CompletionException knot = new CompletionException("knot", null) {
				@Override
				public synchronized Throwable getCause() {
					return this;
				}
			};

			CompletableFuture<String> call = FuturesTests.this.breaker
				.callAsync(() -> CompletableFuture.failedFuture(knot));

			assertThat(call).isCompletedExceptionally();
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.FAILURE, 1);
		}

	}

	@Nested
	class Cancelling {

		// INV-02
		@Test
		void cancellingGivesTheTrialBackAtOnceAlthoughTheSourceNeverCompletes() {
			halfOpen();
			CompletableFuture<String> call = FuturesTests.this.breaker
				.callAsync(() -> FuturesTests.this.source.minimalCompletionStage());
			assertThat(FuturesTests.this.breaker.tryAcquire()).isEmpty();

			call.cancel(true);

			assertThat(FuturesTests.this.breaker.tryAcquire()).isPresent();
			assertThat(call).isCancelled();
			assertThat(FuturesTests.this.breaker).isHalfOpen().hasCounted(Outcome.CANCELLED, 1);
		}

		@Test
		void cancellingCancelsTheSource() {
			CompletableFuture<String> call = call();

			call.cancel(true);

			assertThat(FuturesTests.this.source).isCancelled();
		}

		// INV-02
		@Test
		void sourceThatIsCancelledIsNeutral() {
			halfOpen();
			CompletableFuture<String> call = call();

			FuturesTests.this.source.cancel(true);

			assertThat(call).isCancelled();
			assertThat(FuturesTests.this.breaker).isHalfOpen().hasCounted(Outcome.CANCELLED, 1);
			assertThat(FuturesTests.this.breaker.tryAcquire()).isPresent();
		}

		// INV-03
		@Test
		void resultAfterTheCancelCountsNothing() {
			CompletableFuture<String> call = FuturesTests.this.breaker
				.callAsync(() -> FuturesTests.this.source.minimalCompletionStage());
			call.cancel(true);

			FuturesTests.this.source.complete("late");

			assertThat(FuturesTests.this.breaker.totals().attempts()).isOne();
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.CANCELLED, 1);
		}

		// INV-03
		@Test
		void cancelAfterTheResultCountsNothing() {
			CompletableFuture<String> call = call();
			FuturesTests.this.source.complete("stock");

			boolean cancelled = call.cancel(true);

			assertThat(cancelled).isFalse();
			assertThat(call).isCompletedWithValue("stock");
			assertThat(FuturesTests.this.breaker.totals().attempts()).isOne();
		}

		// INV-03
		@Test
		void cancelRacingWithTheResultCountsWhatTheFutureSays() throws Exception {
			CyclicBarrier start = new CyclicBarrier(2);
			AtomicReference<CompletableFuture<String>> source = new AtomicReference<>();
			int rounds = 2_000;
			Thread completer = new Thread(() -> {
				for (int i = 0; i < rounds; i++) {
					await(start);
					source.get().complete("stock");
					await(start);
				}
			});
			completer.start();
			for (int i = 0; i < rounds; i++) {
				CompletableFuture<String> next = new CompletableFuture<>();
				source.set(next);
				CallTotals before = FuturesTests.this.breaker.totals();
				CompletableFuture<String> call = FuturesTests.this.breaker
					.callAsync(() -> next.minimalCompletionStage());
				await(start);
				call.cancel(true);
				await(start);

				CallTotals after = FuturesTests.this.breaker.totals();
				assertThat(after.attempts() - before.attempts()).isOne();
				assertThat(call).isDone();
				assertThat(after.cancelled() - before.cancelled()).isEqualTo(call.isCancelled() ? 1 : 0);
			}
			completer.join();
		}

		private static void await(CyclicBarrier barrier) {
			try {
				barrier.await(20, TimeUnit.SECONDS);
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

	@Nested
	class EndsFromOutside {

		@Test
		void timeOutSettlesTheTrialAsFailed() {
			halfOpen();
			CompletableFuture<String> call = call().orTimeout(1, TimeUnit.MILLISECONDS);

			assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> call.get(20, TimeUnit.SECONDS))
				.withCauseInstanceOf(TimeoutException.class);

			assertThat(FuturesTests.this.breaker).isOpen().hasCounted(Outcome.FAILURE, 1);
		}

		@Test
		void valueOnTimeOutSettlesThePermit() throws Exception {
			CompletableFuture<String> call = call().completeOnTimeout("default", 1, TimeUnit.MILLISECONDS);

			assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo("default");

			assertThat(FuturesTests.this.breaker.totals().attempts()).isOne();
		}

		@Test
		void valueFromOutsideSettlesThePermit() {
			halfOpen();
			CompletableFuture<String> call = call();

			call.complete("cached");

			assertThat(call).isCompletedWithValue("cached");
			assertThat(FuturesTests.this.breaker).isRecovering().hasCounted(Outcome.SUCCESS, 1);
		}

		@Test
		void failureFromOutsideSettlesThePermit() {
			halfOpen();
			CompletableFuture<String> call = call();

			call.completeExceptionally(new IOException());

			assertThat(FuturesTests.this.breaker).isOpen().hasCounted(Outcome.FAILURE, 1);
		}

		@Test
		void valueSuppliedFromOutsideSettlesThePermit() {
			halfOpen();
			CompletableFuture<String> call = call();

			call.completeAsync(() -> "cached", Runnable::run);

			assertThat(call).isCompletedWithValue("cached");
			assertThat(FuturesTests.this.breaker).isRecovering().hasCounted(Outcome.SUCCESS, 1);
		}

		@Test
		void failureWhileAValueIsSuppliedFromOutsideSettlesThePermit() {
			CompletableFuture<String> call = call();

			call.completeAsync(() -> {
				throw new IllegalStateException("no cache");
			}, Runnable::run);

			assertThat(call).isCompletedExceptionally();
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		@Test
		void valueForcedFromOutsideSettlesThePermit() {
			CompletableFuture<String> call = call();

			call.obtrudeValue("forced");

			assertThat(call).isCompletedWithValue("forced");
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

		@Test
		void failureForcedFromOutsideSettlesThePermit() {
			CompletableFuture<String> call = call();

			call.obtrudeException(new IOException());

			assertThat(call).isCompletedExceptionally();
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.FAILURE, 1);
		}

		@Test
		void resultAfterAnEndFromOutsideCountsNothing() {
			CompletableFuture<String> call = call();
			call.complete("cached");

			FuturesTests.this.source.completeExceptionally(new IOException());

			assertThat(call).isCompletedWithValue("cached");
			assertThat(FuturesTests.this.breaker.totals().attempts()).isOne();
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

	}

	@Nested
	class Dependants {

		// INV-42
		@Test
		void dependantSeesTheSuccessCounted() {
			AtomicReference<CallTotals> seen = new AtomicReference<>();
			call().thenAccept((stock) -> seen.set(FuturesTests.this.breaker.totals()));

			FuturesTests.this.source.complete("stock");

			assertThat(seen.get().success()).isOne();
		}

		// INV-42
		@Test
		void dependantSeesTheMoveThatItsFailureBroughtAbout() {
			AtomicReference<Object> seen = new AtomicReference<>();
			halfOpen();
			call().whenComplete((stock, failure) -> seen.set(FuturesTests.this.breaker.state()));

			FuturesTests.this.source.completeExceptionally(new IOException());

			assertThat(seen.get()).hasToString("OPEN");
		}

		// INV-42
		@Test
		void dependantOfACancelledCallSeesItCounted() {
			AtomicReference<CallTotals> seen = new AtomicReference<>();
			CompletableFuture<String> call = call();
			call.whenComplete((stock, failure) -> seen.set(FuturesTests.this.breaker.totals()));

			call.cancel(true);

			assertThat(seen.get().cancelled()).isOne();
		}

		@Test
		void dependantThatIsCancelledSettlesNothing() {
			CompletableFuture<Integer> dependant = call().thenApply(String::length);

			dependant.cancel(true);

			assertThat(FuturesTests.this.breaker.totals().attempts()).isZero();
			FuturesTests.this.source.complete("stock");
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

		@Test
		void dependantThatThrowsHarmsNobody() {
			CompletableFuture<String> call = call();
			call.thenAccept((stock) -> {
				throw new NoClassDefFoundError("com/acme/Stock");
			});

			FuturesTests.this.source.complete("stock");

			assertThat(call).isCompletedWithValue("stock");
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

	}

	@Nested
	class Threads {

		// INV-50
		@Test
		void bodyRunsOnTheThreadOfTheCaller() {
			ThreadLocal<String> context = new ThreadLocal<>();
			context.set("alice");

			String seen = FuturesTests.this.breaker.get(context::get);

			assertThat(seen).isEqualTo("alice");
			context.remove();
		}

		// INV-50
		@Test
		void supplierOfAStageRunsOnTheThreadOfTheCaller() {
			AtomicReference<Thread> seen = new AtomicReference<>();

			FuturesTests.this.breaker.callAsync(() -> {
				seen.set(Thread.currentThread());
				return FuturesTests.this.source;
			});

			assertThat(seen).hasValue(Thread.currentThread());
		}

		// INV-50
		@Test
		void fallbackRunsOnTheThreadOfTheCaller() {
			BreakerStates.open(FuturesTests.this.breaker);

			Thread seen = FuturesTests.this.breaker.<Thread, RuntimeException>call(() -> null,
					(ex) -> Thread.currentThread());

			assertThat(seen).isSameAs(Thread.currentThread());
		}

		// INV-48
		@Test
		void interruptionOfTheCallerIsNeutralAndReachesIt() {
			halfOpen();
			InterruptedException interruption = new InterruptedException();

			assertThatThrownBy(() -> FuturesTests.this.breaker.run(() -> {
				throw interruption;
			})).isSameAs(interruption);

			assertThat(FuturesTests.this.breaker).isHalfOpen().hasCounted(Outcome.CANCELLED, 1);
			assertThat(FuturesTests.this.breaker.tryAcquire()).isPresent();
		}

		// INV-48
		@Test
		void callerInterruptedInTheBodyIsNeutral() throws Exception {
			halfOpen();
			CountDownLatch inside = new CountDownLatch(1);
			CountDownLatch never = new CountDownLatch(1);
			AtomicReference<Throwable> thrown = new AtomicReference<>();
			Thread caller = new Thread(() -> {
				try {
					FuturesTests.this.breaker.run(() -> {
						inside.countDown();
						never.await();
					});
				}
				catch (InterruptedException ex) {
					thrown.set(ex);
				}
			});
			caller.start();
			assertThat(inside.await(20, TimeUnit.SECONDS)).isTrue();

			caller.interrupt();
			caller.join(20_000);

			assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
			assertThat(FuturesTests.this.breaker).isHalfOpen().hasCounted(Outcome.CANCELLED, 1);
		}

		// INV-48
		@Test
		void flagOfInterruptionIsPreserved() {
			AtomicBoolean inside = new AtomicBoolean();
			Thread.currentThread().interrupt();

			FuturesTests.this.breaker.run(() -> inside.set(Thread.currentThread().isInterrupted()));

			assertThat(Thread.interrupted()).isTrue();
			assertThat(inside).isTrue();
			assertThat(FuturesTests.this.breaker).hasCounted(Outcome.SUCCESS, 1);
		}

		// INV-48
		@Test
		void interruptedCallerIsRejectedWithItsFlagKept() {
			BreakerStates.open(FuturesTests.this.breaker);
			Thread.currentThread().interrupt();

			assertThatExceptionOfType(CallRejectedException.class)
				.isThrownBy(() -> FuturesTests.this.breaker.run(() -> {
				}));

			assertThat(Thread.interrupted()).isTrue();
		}

	}

	@Test
	void unsettledAsynchronousTrialFailsAfterItsTime() {
		halfOpen();
		call();

		this.test.time.advance(SECOND.multipliedBy(10));

		assertThat(this.breaker).isOpen();
		assertThatCode(() -> this.source.complete("late")).doesNotThrowAnyException();
		assertThat(this.breaker).isOpen().hasCounted(Outcome.SUCCESS, 1);
	}

	/**
	 * Makes a stage that can do nothing but be listened to.
	 */
	private static CompletionStage<String> stage(CompletableFuture<String> source) {
		return proxy((arguments) -> source.whenComplete(whenComplete(arguments)));
	}

	/**
	 * Makes a stage that cannot even be listened to.
	 */
	private static CompletionStage<String> stage(RuntimeException failure) {
		return proxy((arguments) -> {
			throw failure;
		});
	}

	@SuppressWarnings("unchecked")
	private static BiConsumer<String, Throwable> whenComplete(Object[] arguments) {
		return (BiConsumer<String, Throwable>) arguments[0];
	}

	@SuppressWarnings("unchecked")
	private static CompletionStage<String> proxy(Function<Object[], Object> whenComplete) {
		return (CompletionStage<String>) Proxy.newProxyInstance(FuturesTests.class.getClassLoader(),
				new Class<?>[] { CompletionStage.class }, (proxy, method, arguments) -> {
					if (method.getName().equals("whenComplete")) {
						return whenComplete.apply(arguments);
					}
					throw new UnsupportedOperationException(method.getName());
				});
	}

}
