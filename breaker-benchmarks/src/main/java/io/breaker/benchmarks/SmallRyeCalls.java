package io.breaker.benchmarks;

import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

import io.smallrye.faulttolerance.api.CircuitBreakerMaintenance;
import io.smallrye.faulttolerance.api.CircuitBreakerState;
import io.smallrye.faulttolerance.api.TypedGuard;
import jakarta.enterprise.util.TypeLiteral;
import org.eclipse.microprofile.faulttolerance.exceptions.CircuitBreakerOpenException;

/**
 * Calls through SmallRye Fault Tolerance.
 */
final class SmallRyeCalls {

	/*
	 * Fair to SmallRye: its programmatic interface without a container, a guard that is
	 * made once and holds a breaker and nothing else, no thread but the caller's. It
	 * opens at half of the last 100 calls; it does not measure durations, so the
	 * contender of ours to hold against it is the count window without them. It opens by
	 * failures only.
	 */

	private static final String NAME = "benchmark";

	private static final int WINDOW = 100;

	private SmallRyeCalls() {
	}

	static Contender closed() {
		TypedGuard<Object> guard = breaker(TypedGuard.create(Object.class)).build();
		Callable<Object> call = Callee::answer;
		return new Contender(() -> guard.call(call), () -> is(CircuitBreakerState.CLOSED));
	}

	static Contender failing() {
		TypedGuard<Object> guard = breaker(TypedGuard.create(Object.class), Callee.TOO_MANY).build();
		Callable<Object> call = Callee::answerOrFail;
		return new Contender(() -> {
			try {
				return guard.call(call);
			}
			catch (Callee.Failure ex) {
				return ex;
			}
		}, () -> is(CircuitBreakerState.CLOSED));
	}

	static Contender rejected() {
		TypedGuard<Object> guard = breaker(TypedGuard.create(Object.class)).build();
		open(guard);
		Callable<Object> call = Callee::forbidden;
		return new Contender(() -> {
			try {
				return guard.call(call);
			}
			catch (CircuitBreakerOpenException ex) {
				return ex;
			}
		}, () -> is(CircuitBreakerState.OPEN));
	}

	static Contender rejectedWithFallback() {
		TypedGuard<Object> guard = breaker(TypedGuard.create(Object.class)).withFallback()
			.handler(Callee::answer)
			.applyOn(CircuitBreakerOpenException.class)
			.done()
			.build();
		open(guard);
		Callable<Object> call = Callee::forbidden;
		return new Contender(() -> guard.call(call), () -> is(CircuitBreakerState.OPEN));
	}

	static Contender async() {
		TypedGuard<CompletionStage<Object>> guard = breaker(TypedGuard.create(new Stage())).build();
		Callable<CompletionStage<Object>> call = Callee::answerAsync;
		return new Contender(() -> guard.call(call).toCompletableFuture(), () -> is(CircuitBreakerState.CLOSED));
	}

	private static void open(TypedGuard<Object> guard) {
		for (int i = 0; i < WINDOW; i++) {
			try {
				guard.call(Callee::fail);
			}
			catch (Exception ex) {
				// It is counted.
			}
		}
	}

	private static boolean is(CircuitBreakerState state) {
		return CircuitBreakerMaintenance.get().currentState(NAME) == state;
	}

	private static <T> TypedGuard.Builder<T> breaker(TypedGuard.Builder<T> guard) {
		return breaker(guard, 50);
	}

	private static <T> TypedGuard.Builder<T> breaker(TypedGuard.Builder<T> guard, int failureRate) {
		return guard.withCircuitBreaker()
			.name(NAME)
			.requestVolumeThreshold(WINDOW)
			.failureRatio(failureRate / 100.0)
			.delay(1, ChronoUnit.HOURS)
			.done();
	}

	/**
	 * The type of an asynchronous call.
	 */
	private static final class Stage extends TypeLiteral<CompletionStage<Object>> {

		private static final long serialVersionUID = 1L;

	}

}
