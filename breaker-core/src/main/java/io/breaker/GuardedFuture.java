package io.breaker;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * Completes as a guarded stage does. Whoever completes it - the stage, or somebody who
 * holds it, by a cancellation or a time-out - settles the permit first, so the call is
 * counted before anybody hears of its end. Of several at once only the one whose end is
 * counted completes it, so what is counted is what the holder sees.
 *
 * @param <T> the type of the result
 */
final class GuardedFuture<T extends @Nullable Object> extends CompletableFuture<T>
		implements BiConsumer<T, @Nullable Throwable> {

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
		try {
			stage.whenComplete(future);
		}
		catch (Throwable ex) {
			future.completeExceptionally(ex);
		}
		return future;
	}

	/**
	 * Starts a call. What goes wrong arrives inside the stage.
	 */
	static <T extends @Nullable Object> CompletionStage<T> start(
			Supplier<? extends @Nullable CompletionStage<T>> supplier) {
		try {
			CompletionStage<T> stage = supplier.get();
			if (stage == null) {
				throw new NullPointerException("the supplier of an asynchronous call must return a stage but was null");
			}
			return stage;
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Tells whether a stage has succeeded already and nothing can be different about it:
	 * then it need not be guarded any more.
	 */
	static boolean hasSucceeded(CompletionStage<?> stage) {
		return stage.getClass() == CompletableFuture.class && ((CompletableFuture<?>) stage).isDone()
				&& !((CompletableFuture<?>) stage).isCompletedExceptionally();
	}

	/**
	 * Hears how the stage ended.
	 */
	@Override
	public void accept(T result, @Nullable Throwable failure) {
		if (failure != null) {
			completeExceptionally(failure);
		}
		else {
			complete(result);
		}
	}

	@Override
	public boolean complete(T value) {
		return this.permit.success(value) && super.complete(value);
	}

	@Override
	public boolean completeExceptionally(Throwable failure) {
		return this.permit.failure(failure) && super.completeExceptionally(failure);
	}

	@Override
	public CompletableFuture<T> completeAsync(Supplier<? extends T> supplier, Executor executor) {
		executor.execute(() -> {
			if (!isDone()) {
				completeWith(supplier);
			}
		});
		return this;
	}

	private void completeWith(Supplier<? extends T> supplier) {
		T value;
		try {
			value = supplier.get();
		}
		catch (Throwable ex) {
			completeExceptionally(new CompletionException(ex));
			return;
		}
		complete(value);
	}

	@Override
	public void obtrudeValue(T value) {
		this.permit.success(value);
		super.obtrudeValue(value);
	}

	@Override
	public void obtrudeException(Throwable failure) {
		this.permit.failure(failure);
		super.obtrudeException(failure);
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		if (this.permit.cancel()) {
			super.cancel(mayInterruptIfRunning);
			cancelStage(mayInterruptIfRunning);
		}
		return isCancelled();
	}

	/**
	 * Cancels the stage if it can be. Some only look as if: a
	 * {@link CompletableFuture#minimalCompletionStage()} is a future that refuses.
	 */
	private void cancelStage(boolean mayInterruptIfRunning) {
		if (this.stage instanceof Future<?> source) {
			try {
				source.cancel(mayInterruptIfRunning);
			}
			catch (UnsupportedOperationException ex) {
				// The callee works on, and nobody hears of it.
			}
		}
	}

	/**
	 * Dependants are futures of their own, which hold no permit.
	 */
	@Override
	public <U> CompletableFuture<U> newIncompleteFuture() {
		return new CompletableFuture<>();
	}

}
