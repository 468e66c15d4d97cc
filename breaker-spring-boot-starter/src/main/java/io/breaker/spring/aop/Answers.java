package io.breaker.spring.aop;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

import io.breaker.config.FailureRules;

/**
 * The answers of fallbacks, which may be there or come later.
 */
final class Answers {

	private Answers() {
	}

	/**
	 * Returns an answer as something that completes.
	 */
	@SuppressWarnings("unchecked")
	static CompletionStage<@Nullable Object> stage(@Nullable Object answer) {
		if (answer instanceof CompletionStage<?> stage) {
			return (CompletionStage<@Nullable Object>) stage;
		}
		CompletionStage<@Nullable Object> published = published(answer);
		return (published != null) ? published : CompletableFuture.completedFuture(answer);
	}

	/**
	 * Waits for an answer that comes later.
	 * @throws Throwable what it failed with
	 */
	static @Nullable Object wait(@Nullable Object answer) throws Throwable {
		Future<?> later = (answer instanceof Future<?> future) ? future : null;
		if (answer instanceof CompletionStage<?> stage) {
			later = stage.toCompletableFuture();
		}
		if (later == null) {
			CompletionStage<@Nullable Object> published = published(answer);
			later = (published != null) ? published.toCompletableFuture() : null;
		}
		if (later == null) {
			return answer;
		}
		try {
			return later.get();
		}
		catch (ExecutionException ex) {
			throw FailureRules.peel(ex);
		}
	}

	/**
	 * Subscribes to a reactive answer. The adapters are there only where Reactor is.
	 */
	@SuppressWarnings("unchecked")
	private static @Nullable CompletionStage<@Nullable Object> published(@Nullable Object answer) {
		ReactiveAdapterRegistry types = ReactiveAdapterRegistry.getSharedInstance();
		ReactiveAdapter from = (answer != null) ? types.getAdapter(null, answer) : null;
		ReactiveAdapter to = types.getAdapter(CompletableFuture.class);
		return (from != null && to != null)
				? (CompletionStage<@Nullable Object>) to.fromPublisher(from.toPublisher(answer)) : null;
	}

}
