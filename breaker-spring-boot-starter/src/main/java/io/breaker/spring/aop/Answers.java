package io.breaker.spring.aop;

import java.util.concurrent.CancellationException;
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
	 * Returns an answer as a future. A stage is asked for one even where it looks like
	 * one: a {@link CompletableFuture#completedStage} is a future that refuses.
	 */
	@SuppressWarnings("unchecked")
	static CompletableFuture<@Nullable Object> future(@Nullable Object answer) {
		CompletionStage<@Nullable Object> stage = (answer instanceof CompletionStage<?> given)
				? (CompletionStage<@Nullable Object>) given : published(answer);
		return (stage != null) ? stage.toCompletableFuture() : CompletableFuture.completedFuture(answer);
	}

	/**
	 * Returns an answer that is a future which tells nobody when it is done.
	 * @return the answer, {@code null} if it is anything else
	 */
	static @Nullable Future<?> bare(@Nullable Object answer) {
		return (answer instanceof Future<?> future && !(answer instanceof CompletionStage<?>)) ? future : null;
	}

	/**
	 * Waits for an answer that comes later. An interruption ends the wait, and is there
	 * to be seen afterwards, since the guarded method need not declare it.
	 * @throws Throwable what it failed with
	 */
	static @Nullable Object wait(@Nullable Object answer) throws Throwable {
		Future<?> bare = bare(answer);
		Future<?> later = (bare != null) ? bare : future(answer);
		try {
			return later.get();
		}
		catch (ExecutionException ex) {
			throw FailureRules.peel(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new InterruptedWait(ex);
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

	/**
	 * The caller was interrupted while it waited for the answer of a fallback.
	 */
	static final class InterruptedWait extends CancellationException {

		private static final long serialVersionUID = 1L;

		InterruptedWait(InterruptedException cause) {
			super("Interrupted while waiting for the answer of a fallback");
			initCause(cause);
		}

	}

}
