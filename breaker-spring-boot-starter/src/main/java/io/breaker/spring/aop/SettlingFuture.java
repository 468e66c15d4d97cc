package io.breaker.spring.aop;

import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import io.breaker.Permit;

/**
 * Settles the permit when the result is known to somebody, and asks for an answer in its
 * place once, however often the result is asked for.
 */
@SuppressWarnings("FutureReturnValueIgnored")
final class SettlingFuture implements Future<@Nullable Object> {

	private final Future<?> future;

	private final Permit permit;

	private final Function<Throwable, Future<?>> fallback;

	private final AtomicReference<@Nullable CompletableFuture<Future<?>>> answer = new AtomicReference<>();

	SettlingFuture(Future<?> future, Permit permit, Function<Throwable, Future<?>> fallback) {
		this.future = future;
		this.permit = permit;
		this.fallback = fallback;
	}

	@Override
	public boolean cancel(boolean mayInterruptIfRunning) {
		boolean cancelled = this.future.cancel(mayInterruptIfRunning);
		if (cancelled) {
			this.permit.cancel();
		}
		return cancelled;
	}

	@Override
	public boolean isCancelled() {
		return this.future.isCancelled();
	}

	@Override
	public boolean isDone() {
		return this.future.isDone();
	}

	@Override
	public @Nullable Object get() throws InterruptedException, ExecutionException {
		try {
			return succeeded(this.future.get());
		}
		catch (CancellationException ex) {
			throw cancelled(ex);
		}
		catch (ExecutionException ex) {
			return failed(ex).get();
		}
	}

	@Override
	public @Nullable Object get(long timeout, TimeUnit unit)
			throws InterruptedException, ExecutionException, TimeoutException {
		try {
			return succeeded(this.future.get(timeout, unit));
		}
		catch (CancellationException ex) {
			throw cancelled(ex);
		}
		catch (ExecutionException ex) {
			return failed(ex).get(timeout, unit);
		}
	}

	private @Nullable Object succeeded(@Nullable Object result) {
		this.permit.success(result);
		return result;
	}

	private CancellationException cancelled(CancellationException cancelled) {
		this.permit.cancel();
		return cancelled;
	}

	private Future<?> failed(ExecutionException failure) {
		CompletableFuture<Future<?>> mine = new CompletableFuture<>();
		CompletableFuture<Future<?>> earlier = this.answer.compareAndExchange(null, mine);
		if (earlier != null) {
			return earlier.join();
		}
		Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
		this.permit.failure(cause);
		Future<?> answer = this.fallback.apply(cause);
		mine.complete(answer);
		return answer;
	}

}
