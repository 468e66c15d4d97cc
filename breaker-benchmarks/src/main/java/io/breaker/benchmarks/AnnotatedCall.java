package io.breaker.benchmarks;

import java.util.function.Supplier;

import org.openjdk.jmh.annotations.Param;

/**
 * The callee is well: a method of a bean is called, which an annotation guards.
 */
public class AnnotatedCall extends CallPath {

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
	 * Who guards the method.
	 */
	public enum Subject {

		/** The default rule. */
		BREAKER(BreakerCalls::annotated),
		/** The default rule; a fallback stands by. */
		BREAKER_WITH_FALLBACK(BreakerCalls::annotatedWithFallback),
		/** An advisor that does nothing. */
		EMPTY_ADVISOR(LimitCalls::emptyAdvisor),
		/** Spring's limit of concurrent calls. */
		CONCURRENCY_LIMIT(LimitCalls::concurrencyLimit),
		/** The last 100 calls. */
		RESILIENCE4J(Resilience4jCalls::annotated),
		/** The last 100 calls; a fallback stands by. */
		RESILIENCE4J_WITH_FALLBACK(Resilience4jCalls::annotatedWithFallback),
		/** The error ratio of ten seconds; a fallback stands by. */
		SENTINEL(SentinelCalls::annotated);

		private final Supplier<Contender> contender;

		Subject(Supplier<Contender> contender) {
			this.contender = contender;
		}

	}

}
