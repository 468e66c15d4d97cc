package io.breaker.benchmarks;

import java.util.function.Supplier;

import org.openjdk.jmh.annotations.Param;

/**
 * The breaker is open: a call is turned away, and a fallback answers.
 */
public class RejectedCallWithFallback extends CallPath {

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
	 * Who turns the call away.
	 */
	public enum Subject {

		/** The fallback is handed in with the call. */
		BREAKER(BreakerCalls::rejectedWithFallback),
		/** The decorator of its core; with the stack trace that is its default. */
		RESILIENCE4J(() -> Resilience4jCalls.rejectedWithFallback(Resilience4jCalls.countWindow())),
		/** The decorator of its core; with stack traces switched off. */
		RESILIENCE4J_NO_STACK_TRACE(
				() -> Resilience4jCalls.rejectedWithFallback(Resilience4jCalls.withoutStackTrace())),
		/** The fallback is a policy around the breaker. */
		FAILSAFE(FailsafeCalls::rejectedWithFallback),
		/** The fallback is a part of the guard. */
		SMALLRYE(SmallRyeCalls::rejectedWithFallback),
		/**
		 * It knows no fallback outside of its annotation: the caller catches and answers.
		 */
		SENTINEL(SentinelCalls::rejectedWithFallback),
		/** The fallback is a method of the command. */
		HYSTRIX(HystrixCalls::rejectedWithFallback);

		private final Supplier<Contender> contender;

		Subject(Supplier<Contender> contender) {
			this.contender = contender;
		}

	}

}
