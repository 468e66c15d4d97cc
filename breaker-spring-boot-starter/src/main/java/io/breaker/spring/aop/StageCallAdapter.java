package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.GuardedCall;
import io.breaker.config.FailureRules;

/**
 * Guards methods that return a {@link CompletionStage}: the call ends when the stage
 * completes, and whatever goes wrong arrives inside of it.
 *
 * @since 0.1.0
 */
@SuppressWarnings("FutureReturnValueIgnored")
public final class StageCallAdapter implements CallAdapter {

	@Override
	public boolean supports(Method method) {
		Class<?> returnType = method.getReturnType();
		return CompletionStage.class.isAssignableFrom(returnType)
				&& returnType.isAssignableFrom(CompletableFuture.class);
	}

	@Override
	public Object call(Breaker breaker, GuardedCall<@Nullable Object, Throwable> call, BoundFallbacks fallbacks) {
		CompletableFuture<@Nullable Object> guarded = breaker.callAsync(() -> start(call));
		return fallbacks.exist() ? withFallback(breaker, guarded, fallbacks) : guarded;
	}

	@SuppressWarnings("unchecked")
	private static @Nullable CompletionStage<@Nullable Object> start(GuardedCall<@Nullable Object, Throwable> call) {
		try {
			return (CompletionStage<@Nullable Object>) call.call();
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	/**
	 * Asks the fallbacks when the guarded call fails. Cancelling what is returned cancels
	 * the guarded call.
	 */
	private static CompletableFuture<@Nullable Object> withFallback(Breaker breaker,
			CompletableFuture<@Nullable Object> guarded, BoundFallbacks fallbacks) {
		CompletableFuture<@Nullable Object> result = guarded
			.<CompletionStage<@Nullable Object>>handle((value, failure) -> (failure != null)
					? answer(breaker, FailureRules.peel(failure), fallbacks) : CompletableFuture.completedFuture(value))
			.thenCompose((stage) -> stage);
		result.whenComplete((value, failure) -> {
			if (result.isCancelled()) {
				guarded.cancel(true);
			}
		});
		return result;
	}

	@SuppressWarnings("unchecked")
	private static CompletionStage<@Nullable Object> answer(Breaker breaker, Throwable failure,
			BoundFallbacks fallbacks) {
		try {
			Object answer = fallbacks.answer(breaker, failure);
			return (CompletionStage<@Nullable Object>) ((answer != null) ? answer
					: CompletableFuture.completedFuture(null));
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public Object adapt(@Nullable Object answer, Class<?> returnType) {
		return (answer instanceof CompletionStage<?>) ? answer : CompletableFuture.completedFuture(answer);
	}

	@Override
	public Object disturbed(GuardedCall<@Nullable Object, Throwable> call, Disturbance disturbance) {
		Throwable failure = disturbance.failure();
		return disturbance.until()
			.thenCompose((done) -> (failure != null) ? CompletableFuture.failedFuture(failure) : start(call));
	}

}
