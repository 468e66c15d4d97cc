package io.breaker.benchmarks;

import java.util.function.Supplier;

import org.openjdk.jmh.annotations.Param;

/**
 * The callee fails one call in ten, too few to open: a call passes and is counted, and
 * its exception is caught.
 */
public class FailingCall extends CallPath {

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
		return result == Callee.answer() || result instanceof Callee.Failure;
	}

	/**
	 * Who lets the call through.
	 */
	public enum Subject {

		/** The default rule. */
		BREAKER(() -> BreakerCalls.failing(BreakerCalls::defaults)),
		/** The last 100 calls. */
		BREAKER_COUNT_WINDOW(() -> BreakerCalls.failing(BreakerCalls::countWindow)),
		/** The last ten seconds. */
		BREAKER_TIME_WINDOW(() -> BreakerCalls.failing(BreakerCalls::timeWindow)),
		/** No breaker: striped counters of successes and failures. */
		OUTCOMES_COUNTED(LimitCalls::countOutcomes),
		/** The same, and one number for all threads that each failure adds to. */
		FAILURES_NUMBERED(LimitCalls::numberFailures),
		/** The same, and each failure knows its time and the successes before it. */
		FAILURES_PLACED(LimitCalls::placeFailures),
		/** The last 100 calls, under a lock. */
		RESILIENCE4J_COUNT_WINDOW(() -> Resilience4jCalls.failing(Resilience4jCalls.countWindow())),
		/** The last ten seconds, under a lock. */
		RESILIENCE4J_TIME_WINDOW(() -> Resilience4jCalls.failing(Resilience4jCalls.timeWindow())),
		/** The last 100 calls; an executor makes the call. */
		FAILSAFE_EXECUTOR(FailsafeCalls::failing),
		/** The last 100 calls, under a lock. */
		SMALLRYE(SmallRyeCalls::failing),
		/** The error ratio of ten seconds. */
		SENTINEL(SentinelCalls::failing),
		/** The error percentage of ten seconds; wraps the exception in another. */
		HYSTRIX(HystrixCalls::failing);

		private final Supplier<Contender> contender;

		Subject(Supplier<Contender> contender) {
			this.contender = contender;
		}

	}

}
