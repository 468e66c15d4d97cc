package io.breaker.benchmarks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.failsafe.CircuitBreaker;
import dev.failsafe.CircuitBreakerOpenException;
import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.Fallback;
import dev.failsafe.function.CheckedSupplier;

/**
 * Calls through Failsafe.
 */
final class FailsafeCalls {

	/*
	 * Fair to Failsafe: executors are made once. It opens at 50 failures among the last
	 * 100 calls; its own default, at the first failure, would be no equivalent. It is
	 * measured with permits, its cheapest style, and with an executor, its usual one. It
	 * does not know slow calls, so the contender of ours to hold against it is the count
	 * window without them. An asynchronous call is always handed to another thread, even
	 * with an executor that runs it where it is; the caller waits for its end, so that no
	 * queue grows.
	 */

	private FailsafeCalls() {
	}

	static Contender closedWithPermit() {
		CircuitBreaker<Object> breaker = breaker();
		return new Contender(() -> {
			breaker.acquirePermit();
			Object result;
			try {
				result = Callee.answer();
			}
			catch (RuntimeException ex) {
				breaker.recordException(ex);
				throw ex;
			}
			breaker.recordSuccess();
			return result;
		}, () -> isClosed(breaker));
	}

	static Contender closedWithExecutor() {
		CircuitBreaker<Object> breaker = breaker();
		FailsafeExecutor<Object> executor = Failsafe.with(breaker);
		CheckedSupplier<Object> call = Callee::answer;
		return new Contender(() -> executor.get(call), () -> isClosed(breaker));
	}

	static Contender rejectedWithPermit() {
		CircuitBreaker<Object> breaker = openBreaker();
		return new Contender(() -> {
			try {
				breaker.acquirePermit();
				return Callee.forbidden();
			}
			catch (CircuitBreakerOpenException ex) {
				return ex;
			}
		}, breaker::isOpen);
	}

	static Contender rejectedWithExecutor() {
		CircuitBreaker<Object> breaker = openBreaker();
		FailsafeExecutor<Object> executor = Failsafe.with(breaker);
		CheckedSupplier<Object> call = Callee::forbidden;
		return new Contender(() -> {
			try {
				return executor.get(call);
			}
			catch (CircuitBreakerOpenException ex) {
				return ex;
			}
		}, breaker::isOpen);
	}

	static Contender rejectedWithFallback() {
		CircuitBreaker<Object> breaker = openBreaker();
		CheckedSupplier<Object> answer = Callee::answer;
		Fallback<Object> fallback = Fallback.builder(answer).handle(CircuitBreakerOpenException.class).build();
		FailsafeExecutor<Object> executor = Failsafe.with(fallback, breaker);
		CheckedSupplier<Object> call = Callee::forbidden;
		return new Contender(() -> executor.get(call), breaker::isOpen);
	}

	static Contender failing() {
		CircuitBreaker<Object> breaker = breaker(Callee.TOO_MANY);
		FailsafeExecutor<Object> executor = Failsafe.with(breaker);
		CheckedSupplier<Object> call = Callee::answerOrFail;
		return new Contender(() -> {
			try {
				return executor.get(call);
			}
			catch (Callee.Failure ex) {
				return ex;
			}
		}, () -> isClosed(breaker) && breaker.getFailureCount() > 0);
	}

	static Contender async() {
		CircuitBreaker<Object> breaker = breaker();
		FailsafeExecutor<Object> executor = Failsafe.with(breaker);
		return new Contender(() -> {
			CompletableFuture<Object> future = executor.getStageAsync(Callee::answerAsync);
			future.join();
			return future;
		}, () -> isClosed(breaker));
	}

	private static boolean isClosed(CircuitBreaker<?> breaker) {
		return breaker.isClosed() && breaker.getSuccessCount() > 0;
	}

	private static CircuitBreaker<Object> openBreaker() {
		CircuitBreaker<Object> breaker = breaker();
		breaker.open();
		return breaker;
	}

	private static CircuitBreaker<Object> breaker() {
		return breaker(50);
	}

	private static CircuitBreaker<Object> breaker(int failures) {
		return CircuitBreaker.builder().withFailureThreshold(failures, 100).withDelay(Duration.ofHours(1)).build();
	}

}
