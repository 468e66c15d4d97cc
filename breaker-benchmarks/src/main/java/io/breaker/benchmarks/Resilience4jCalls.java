package io.breaker.benchmarks;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowSynchronizationStrategy;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.core.SupplierUtils;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.context.ConfigurableApplicationContext;

/**
 * Calls through Resilience4j.
 */
final class Resilience4jCalls {

	/*
	 * Fair to Resilience4j: calls are decorated once, beforehand, which is faster than
	 * `executeSupplier` for each. It has no event consumers. Its window is measured with
	 * the lock that is its default and with the lock-free one. It measures the duration
	 * of each call, which cannot be switched off; the contender of ours to hold against
	 * it is therefore one with a slow-call duration. Rejections are measured with the
	 * stack trace that is its default and without; a benchmark's stack is shallower than
	 * a server's, so the default looks better here than it is.
	 */

	private static final Map<String, Object> PROPERTIES = Map.of(
			"resilience4j.circuitbreaker.instances.benchmark.sliding-window-size", "100",
			"resilience4j.circuitbreaker.instances.benchmark.minimum-number-of-calls", "100",
			"resilience4j.circuitbreaker.instances.benchmark.wait-duration-in-open-state", "1h");

	private Resilience4jCalls() {
	}

	static CircuitBreakerConfig.Builder countWindow() {
		return CircuitBreakerConfig.custom().slidingWindow(100, 100, SlidingWindowType.COUNT_BASED);
	}

	static CircuitBreakerConfig.Builder countWindowLockFree() {
		return countWindow().slidingWindowSynchronizationStrategy(SlidingWindowSynchronizationStrategy.LOCK_FREE);
	}

	static CircuitBreakerConfig.Builder timeWindow() {
		return CircuitBreakerConfig.custom().slidingWindow(10, 100, SlidingWindowType.TIME_BASED);
	}

	static CircuitBreakerConfig.Builder timeWindowLockFree() {
		return timeWindow().slidingWindowSynchronizationStrategy(SlidingWindowSynchronizationStrategy.LOCK_FREE);
	}

	static CircuitBreakerConfig.Builder withoutStackTrace() {
		return countWindow().writableStackTraceEnabled(false);
	}

	static Contender closed(CircuitBreakerConfig.Builder config) {
		CircuitBreaker breaker = breaker(config);
		Supplier<Object> call = CircuitBreaker.decorateSupplier(breaker, Callee::answer);
		return new Contender(call::get, () -> isClosed(breaker));
	}

	static Contender closedWithMeters() {
		CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(countWindow().build());
		CircuitBreaker breaker = breakers.circuitBreaker("benchmark");
		PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(meters);
		Supplier<Object> call = CircuitBreaker.decorateSupplier(breaker, Callee::answer);
		return new Contender(call::get, () -> isClosed(breaker) && !meters.getMeters().isEmpty());
	}

	static Contender rejected(CircuitBreakerConfig.Builder config) {
		CircuitBreaker breaker = openBreaker(config);
		Supplier<Object> call = CircuitBreaker.decorateSupplier(breaker, Callee::forbidden);
		return new Contender(() -> {
			try {
				return call.get();
			}
			catch (CallNotPermittedException ex) {
				return ex;
			}
		}, () -> isOpen(breaker));
	}

	static Contender rejectedWithFallback(CircuitBreakerConfig.Builder config) {
		CircuitBreaker breaker = openBreaker(config);
		Supplier<Object> call = SupplierUtils.recover(CircuitBreaker.decorateSupplier(breaker, Callee::forbidden),
				CallNotPermittedException.class, (ex) -> Callee.answer());
		return new Contender(call::get, () -> isOpen(breaker));
	}

	static Contender failing(CircuitBreakerConfig.Builder config) {
		CircuitBreaker breaker = breaker(config.failureRateThreshold(Callee.TOO_MANY));
		Supplier<Object> call = CircuitBreaker.decorateSupplier(breaker, Callee::answerOrFail);
		return new Contender(() -> {
			try {
				return call.get();
			}
			catch (Callee.Failure ex) {
				return ex;
			}
		}, () -> isClosed(breaker) && breaker.getMetrics().getNumberOfFailedCalls() > 0);
	}

	static Contender async() {
		CircuitBreaker breaker = breaker(countWindow());
		Supplier<CompletionStage<Object>> call = CircuitBreaker.decorateCompletionStage(breaker, Callee::answerAsync);
		return new Contender(call::get, () -> isClosed(breaker));
	}

	static Contender annotated() {
		ConfigurableApplicationContext context = AnnotatedBeans.resilience4j(PROPERTIES);
		AnnotatedBeans.Resilient bean = context.getBean(AnnotatedBeans.Resilient.class);
		return new Contender(bean::answer, () -> isClosed(breaker(context)));
	}

	static Contender annotatedWithFallback() {
		ConfigurableApplicationContext context = AnnotatedBeans.resilience4j(PROPERTIES);
		AnnotatedBeans.Resilient bean = context.getBean(AnnotatedBeans.Resilient.class);
		return new Contender(bean::answerWithFallback, () -> isClosed(breaker(context)));
	}

	static Contender annotatedRejected() {
		ConfigurableApplicationContext context = AnnotatedBeans.resilience4j(PROPERTIES);
		AnnotatedBeans.Resilient bean = context.getBean(AnnotatedBeans.Resilient.class);
		CircuitBreaker breaker = breaker(context);
		breaker.transitionToOpenState();
		return new Contender(bean::forbidden, () -> isOpen(breaker));
	}

	private static CircuitBreaker breaker(ConfigurableApplicationContext context) {
		return context.getBean(CircuitBreakerRegistry.class).circuitBreaker("benchmark");
	}

	private static boolean isClosed(CircuitBreaker breaker) {
		return breaker.getState() == CircuitBreaker.State.CLOSED && breaker.getMetrics().getNumberOfBufferedCalls() > 0;
	}

	private static boolean isOpen(CircuitBreaker breaker) {
		return breaker.getState() == CircuitBreaker.State.OPEN
				&& breaker.getMetrics().getNumberOfNotPermittedCalls() > 0;
	}

	private static CircuitBreaker openBreaker(CircuitBreakerConfig.Builder config) {
		CircuitBreaker breaker = breaker(config.waitDurationInOpenState(Duration.ofHours(1)));
		breaker.transitionToOpenState();
		return breaker;
	}

	private static CircuitBreaker breaker(CircuitBreakerConfig.Builder config) {
		return CircuitBreaker.of("benchmark", config.build());
	}

}
