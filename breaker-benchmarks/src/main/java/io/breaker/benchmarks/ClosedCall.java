package io.breaker.benchmarks;

import java.util.function.Supplier;

import org.openjdk.jmh.annotations.Param;

/**
 * The callee is well: a call passes and is counted.
 */
public class ClosedCall extends CallPath {

	/**
	 * What is measured.
	 */
	@Param
	public Subject subject;

	@Override
	Contender contender() {
		return this.subject.contender.get();
	}

	@Override
	boolean isExpected(Object result) {
		return result == Callee.answer();
	}

	/**
	 * Who lets the call through.
	 */
	public enum Subject {

		/** The default rule. */
		BREAKER(() -> BreakerCalls.closed(BreakerCalls::defaults)),
		/** The default rule, and calls above two seconds are slow. */
		BREAKER_SLOW_CALL(() -> BreakerCalls.closed(BreakerCalls::slowCall)),
		/** The last 100 calls. */
		BREAKER_COUNT_WINDOW(() -> BreakerCalls.closed(BreakerCalls::countWindow)),
		/** The last 100 calls, and calls above two seconds are slow. */
		BREAKER_COUNT_WINDOW_SLOW_CALL(() -> BreakerCalls.closed((settings) -> {
			BreakerCalls.countWindow(settings);
			BreakerCalls.slowCall(settings);
		})),
		/** The last ten seconds. */
		BREAKER_TIME_WINDOW(() -> BreakerCalls.closed(BreakerCalls::timeWindow)),
		/** The last ten seconds, and calls above two seconds are slow. */
		BREAKER_TIME_WINDOW_SLOW_CALL(() -> BreakerCalls.closed((settings) -> {
			BreakerCalls.timeWindow(settings);
			BreakerCalls.slowCall(settings);
		})),
		/** The default rule; a fallback stands by. */
		BREAKER_WITH_FALLBACK(BreakerCalls::closedWithFallback),
		/** The default rule; the call is a supplier. */
		BREAKER_GET(BreakerCalls::closedGet),
		/** The default rule; the call returns nothing. */
		BREAKER_RUN(BreakerCalls::closedRun),
		/** The default rule; its meters are bound, and nobody reads them. */
		BREAKER_METERS_BOUND(BreakerCalls::closedWithMeters),
		/** The last 100 calls, under a lock. */
		RESILIENCE4J_COUNT_WINDOW(() -> Resilience4jCalls.closed(Resilience4jCalls.countWindow())),
		/** The last 100 calls, without a lock. */
		RESILIENCE4J_COUNT_WINDOW_LOCK_FREE(() -> Resilience4jCalls.closed(Resilience4jCalls.countWindowLockFree())),
		/** The last ten seconds, under a lock. */
		RESILIENCE4J_TIME_WINDOW(() -> Resilience4jCalls.closed(Resilience4jCalls.timeWindow())),
		/** The last ten seconds, without a lock. */
		RESILIENCE4J_TIME_WINDOW_LOCK_FREE(() -> Resilience4jCalls.closed(Resilience4jCalls.timeWindowLockFree())),
		/**
		 * The last 100 calls, under a lock; its meters are bound, and nobody reads them.
		 */
		RESILIENCE4J_METERS_BOUND(Resilience4jCalls::closedWithMeters),
		/** The last 100 calls; the caller asks for leave and reports. */
		FAILSAFE_PERMIT(FailsafeCalls::closedWithPermit),
		/** The last 100 calls; an executor makes the call. */
		FAILSAFE_EXECUTOR(FailsafeCalls::closedWithExecutor),
		/** The last 100 calls, under a lock. */
		SMALLRYE(SmallRyeCalls::closed),
		/** The error ratio of ten seconds. */
		SENTINEL(SentinelCalls::closed),
		/** The error percentage of ten seconds. */
		HYSTRIX(HystrixCalls::closed);

		private final Supplier<Contender> contender;

		Subject(Supplier<Contender> contender) {
			this.contender = contender;
		}

	}

}
