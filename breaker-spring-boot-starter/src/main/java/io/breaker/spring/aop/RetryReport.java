package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.resilience.annotation.RetryAnnotationBeanPostProcessor;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.resilience.retry.MethodRetryPredicate;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Settings;

/**
 * Finds guarded methods that are retried in a way that surprises. The retry is around the
 * breaker, so each attempt is a call that the breaker counts.
 */
final class RetryReport {

	private static final String POST_PROCESSOR = "org.springframework.resilience.annotation.RetryAnnotationBeanPostProcessor";

	private final ConfigurableListableBeanFactory beans;

	private final BreakerRegistry registry;

	RetryReport(ConfigurableListableBeanFactory beans, BreakerRegistry registry) {
		this.beans = beans;
		this.registry = registry;
	}

	/**
	 * Tells whether anything is retried at all.
	 */
	boolean applies() {
		return ClassUtils.isPresent(POST_PROCESSOR, RetryReport.class.getClassLoader()) && Enabled.in(this.beans);
	}

	/**
	 * Returns what is surprising about a guarded method.
	 */
	List<String> surprises(GuardedMethod guarded) {
		Retryable retry = retry(guarded.method(), guarded.type());
		if (retry == null || attempts(retry) <= 1) {
			return List.of();
		}
		if (isFuture(guarded.method().getReturnType())) {
			return List.of(("@Retryable on %s never retries: whatever goes wrong arrives inside the future that it "
					+ "returns, where the retry does not look. Return the value itself or a reactive type.")
				.formatted(guarded.describe()));
		}
		List<String> surprises = new ArrayList<>();
		Fallback hiding = hiding(guarded, retry);
		if (hiding != null) {
			surprises
				.add(("@Retryable on %s hardly ever retries: its fallback '%s' answers for a failed attempt before "
						+ "the retry sees the failure. Let the fallback answer for CallRejectedException only, or "
						+ "put @Retryable and @CircuitBreaker on methods of different beans.")
					.formatted(guarded.describe(), hiding));
		}
		if (retriesRejections(guarded, retry)) {
			surprises
				.add(("@Retryable on %s also retries calls that its circuit breaker '%s' rejects, and waits in vain "
						+ "between them. Exclude them: @Retryable(excludes = CallRejectedException.class).")
					.formatted(guarded.describe(), guarded.breaker()));
		}
		String limit = (hiding == null) ? reached(guarded, attempts(retry)) : null;
		if (limit != null) {
			surprises
				.add(("@Retryable on %s makes up to %d attempts, and its circuit breaker '%s' counts each: a single "
						+ "failing call can open it, since %s. Raise it, or retry less often.")
					.formatted(guarded.describe(), attempts(retry), guarded.breaker(), limit));
		}
		return surprises;
	}

	private static boolean isFuture(Class<?> type) {
		return Future.class.isAssignableFrom(type) || CompletionStage.class.isAssignableFrom(type);
	}

	private static @Nullable Retryable retry(Method method, Class<?> type) {
		Retryable retry = AnnotatedElementUtils.findMergedAnnotation(method, Retryable.class);
		return (retry != null) ? retry : AnnotatedElementUtils.findMergedAnnotation(type, Retryable.class);
	}

	private long attempts(Retryable retry) {
		String text = StringUtils.hasText(retry.maxRetriesString())
				? this.beans.resolveEmbeddedValue(retry.maxRetriesString()) : null;
		return 1 + (StringUtils.hasText(text) ? Long.parseLong(text) : retry.maxRetries());
	}

	private static @Nullable Fallback hiding(GuardedMethod guarded, Retryable retry) {
		return guarded.fallbacks()
			.chain()
			.stream()
			.flatMap(List::stream)
			.filter((fallback) -> mayRetry(retry, fallback.answersFor()))
			.findFirst()
			.orElse(null);
	}

	/**
	 * Tells whether a failure that a fallback answers for might have been retried.
	 */
	private static boolean mayRetry(Retryable retry, Class<?> failure) {
		boolean included = retry.includes().length == 0;
		for (Class<?> include : retry.includes()) {
			included |= include.isAssignableFrom(failure) || failure.isAssignableFrom(include);
		}
		for (Class<?> exclude : retry.excludes()) {
			included &= !exclude.isAssignableFrom(failure);
		}
		return included && failure != CallRejectedException.class;
	}

	/**
	 * Tells whether a rejection reaches the retry, and is retried. What a predicate of
	 * the user's own says is not known.
	 */
	private static boolean retriesRejections(GuardedMethod guarded, Retryable retry) {
		boolean answered = guarded.fallbacks()
			.chain()
			.stream()
			.flatMap(List::stream)
			.anyMatch((fallback) -> fallback.answersFor().isAssignableFrom(CallRejectedException.class));
		boolean included = retry.includes().length == 0;
		for (Class<?> include : retry.includes()) {
			included |= include.isAssignableFrom(CallRejectedException.class);
		}
		for (Class<?> exclude : retry.excludes()) {
			included &= !exclude.isAssignableFrom(CallRejectedException.class);
		}
		return !answered && included && retry.predicate() == MethodRetryPredicate.class;
	}

	/**
	 * Finds the rule that so many failures in a row can meet.
	 */
	private @Nullable String reached(GuardedMethod guarded, long attempts) {
		BreakerSettings settings = this.registry.configuration().settingsFor(guarded.breaker());
		Integer consecutive = settings.get(Settings.CONSECUTIVE_FAILURES);
		if (consecutive != null && consecutive <= attempts) {
			return "'consecutive-failures' is " + consecutive;
		}
		boolean windowed = settings.get(Settings.WINDOW) != null;
		int needed = settings.require(windowed ? Settings.MINIMUM_CALLS : Settings.EVIDENCE);
		return (needed <= attempts) ? "'" + (windowed ? "minimum-calls" : "evidence") + "' is " + needed : null;
	}

	/**
	 * Loaded only where the class is there.
	 */
	private static final class Enabled {

		static boolean in(ConfigurableListableBeanFactory beans) {
			return beans.getBeanNamesForType(RetryAnnotationBeanPostProcessor.class, true, false).length > 0;
		}

	}

}
