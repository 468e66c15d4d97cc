package io.breaker.benchmarks;

import java.util.function.Supplier;

import org.openjdk.jmh.annotations.Param;

/**
 * The breaker is open: the call of an annotated method is turned away, and its fallback
 * answers.
 */
public class AnnotatedRejectedCallWithFallback extends CallPath {

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

		/** The fallback is a private method. */
		BREAKER(BreakerCalls::annotatedRejected),
		/** The fallback is a private method; with the stack trace that is the default. */
		RESILIENCE4J(Resilience4jCalls::annotatedRejected),
		/** The fallback is a public method, as it must be. */
		SENTINEL(SentinelCalls::annotatedRejectedWithFallback);

		private final Supplier<Contender> contender;

		Subject(Supplier<Contender> contender) {
			this.contender = contender;
		}

	}

}
