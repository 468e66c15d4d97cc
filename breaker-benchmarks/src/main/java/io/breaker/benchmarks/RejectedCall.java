package io.breaker.benchmarks;

import java.util.function.Supplier;

import org.openjdk.jmh.annotations.Param;

/**
 * The breaker is open: a call is turned away with an exception, which is caught.
 */
public class RejectedCall extends CallPath {

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
		return result instanceof Exception;
	}

	/**
	 * Who turns the call away.
	 */
	public enum Subject {

		/** Its exceptions have no stack trace. */
		BREAKER(BreakerCalls::rejected),
		/** With the stack trace that is its default. */
		RESILIENCE4J(() -> Resilience4jCalls.rejected(Resilience4jCalls.countWindow())),
		/** With stack traces switched off. */
		RESILIENCE4J_NO_STACK_TRACE(() -> Resilience4jCalls.rejected(Resilience4jCalls.withoutStackTrace())),
		/** The caller asks for leave. */
		FAILSAFE_PERMIT(FailsafeCalls::rejectedWithPermit),
		/** An executor is asked to make the call. */
		FAILSAFE_EXECUTOR(FailsafeCalls::rejectedWithExecutor),
		/** With the stack trace of its exceptions. */
		SMALLRYE(SmallRyeCalls::rejected),
		/** Its exceptions have no stack trace. */
		SENTINEL(SentinelCalls::rejected),
		/** Wraps one exception in another. */
		HYSTRIX(HystrixCalls::rejected);

		private final Supplier<Contender> contender;

		Subject(Supplier<Contender> contender) {
			this.contender = contender;
		}

	}

}
