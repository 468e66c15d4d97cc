package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.GuardedCall;
import io.breaker.Permit;

/**
 * Guards methods that return a plain {@link Future}. Such a future tells nobody when it
 * completes, so the call ends when its result is asked for, or when it is cancelled.
 *
 * @since 0.1.0
 */
@SuppressWarnings("FutureReturnValueIgnored")
public final class FutureCallAdapter implements CallAdapter {

	@Override
	public boolean supports(Method method) {
		return method.getReturnType() == Future.class;
	}

	@Override
	public @Nullable Object call(Breaker breaker, GuardedCall<@Nullable Object, Throwable> call,
			BoundFallbacks fallbacks) {
		Permit permit = null;
		try {
			permit = breaker.acquire();
			Object future = call.call();
			if (future == null) {
				throw new NullPointerException("a method that returns a Future must return one but returned null");
			}
			return new SettlingFuture((Future<?>) future, permit, breaker, fallbacks);
		}
		catch (Throwable ex) {
			if (permit != null) {
				permit.failure(ex);
			}
			return answer(breaker, ex, fallbacks);
		}
	}

	private static Future<?> answer(Breaker breaker, Throwable failure, BoundFallbacks fallbacks) {
		try {
			Object answer = fallbacks.answer(breaker, failure);
			return (answer instanceof Future<?> future) ? future : CompletableFuture.completedFuture(answer);
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public Object adapt(@Nullable Object answer, Class<?> returnType) {
		if (answer instanceof CompletionStage<?> stage) {
			return stage.toCompletableFuture();
		}
		return (answer instanceof Future<?>) ? answer : CompletableFuture.completedFuture(answer);
	}

	/**
	 * Settles the permit when the result is known to somebody.
	 */
	private static final class SettlingFuture implements Future<@Nullable Object> {

		private final Future<?> future;

		private final Permit permit;

		private final Breaker breaker;

		private final BoundFallbacks fallbacks;

		SettlingFuture(Future<?> future, Permit permit, Breaker breaker, BoundFallbacks fallbacks) {
			this.future = future;
			this.permit = permit;
			this.breaker = breaker;
			this.fallbacks = fallbacks;
		}

		@Override
		public boolean cancel(boolean mayInterruptIfRunning) {
			this.permit.cancel();
			return this.future.cancel(mayInterruptIfRunning);
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
			catch (ExecutionException ex) {
				return failed(ex).get(timeout, unit);
			}
		}

		private @Nullable Object succeeded(@Nullable Object result) {
			this.permit.success(result);
			return result;
		}

		private Future<?> failed(ExecutionException failure) {
			Throwable cause = (failure.getCause() != null) ? failure.getCause() : failure;
			this.permit.failure(cause);
			return answer(this.breaker, cause, this.fallbacks);
		}

	}

}
