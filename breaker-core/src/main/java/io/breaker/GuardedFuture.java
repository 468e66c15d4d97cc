package io.breaker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

/**
 * Completes as a guarded stage does. Whoever completes it - the stage, or somebody who
 * holds it, by a cancellation or a time-out - settles the permit first, so the call is
 * counted before anybody hears of its end.
 *
 * @param <T> the type of the result
 */
final class GuardedFuture<T extends @Nullable Object> extends CompletableFuture<T> {

	private final Permit permit;

	private final CompletionStage<T> stage;

	private GuardedFuture(Permit permit, CompletionStage<T> stage) {
		this.permit = permit;
		this.stage = stage;
	}

	/**
	 * Guards a stage.
	 * @param permit what let the call in
	 * @param stage the call
	 */
	static <T extends @Nullable Object> CompletableFuture<T> of(Permit permit, CompletionStage<T> stage) {
		GuardedFuture<T> future = new GuardedFuture<>(permit, stage);
		stage.whenComplete((result, failure) -> {
			if (failure != null) {
				future.completeExceptionally(failure);
			}
			else {
				future.complete(result);
			}
		});
		return future;
	}

	@Override
	public boolean complete(T value) {
		this.permit.success(value);
		return super.complete(value);
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		this.permit.failure(failure);
		return super.completeExceptionally(failure);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		this.permit.cancel();
		boolean cancelled = super.cancel(mayInterruptIfRunning);
		if (this.stage instanceof java.util.concurrent.Future<?> source) {
			source.cancel(mayInterruptIfRunning);
		}
		return cancelled;
	}

	/**
	 * Dependants are futures of their own, which hold no permit.
	 */
	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

}
