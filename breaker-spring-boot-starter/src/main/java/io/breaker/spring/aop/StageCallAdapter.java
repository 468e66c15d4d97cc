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
	public boolean supports(Method method, Class<?> returnType) {
		return CompletionStage.class.isAssignableFrom(returnType)
				&& returnType.isAssignableFrom(CompletableFuture.class);
	}

	@Override
	public Object call(Breaker breaker, GuardedInvocation invocation) {
		CompletableFuture<@Nullable Object> guarded = breaker.callAsync(() -> start(invocation));
		boolean succeeded = guarded.isDone() && !guarded.isCompletedExceptionally();
		return (succeeded || !invocation.hasFallbacks()) ? guarded : withFallbacks(breaker, guarded, invocation);
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
	 * Asks the fallbacks when the guarded call fails. Who ends what is returned before
	 * the call does, by a cancellation or a time-out, ends the call so, too.
	 */
	private static CompletableFuture<@Nullable Object> withFallbacks(Breaker breaker,
			CompletableFuture<@Nullable Object> guarded, GuardedInvocation invocation) {
		CompletableFuture<@Nullable Object> result = new CompletableFuture<>();
		guarded.whenComplete((value, thrown) -> {
			if (thrown == null) {
				result.complete(value);
			}
			else if (!result.isDone()) {
				Throwable failure = FailureRules.peel(thrown);
				ask(invocation.rescue(breaker, failure), result);
			}
		});
		result.whenComplete((value, thrown) -> {
			if (result.isCancelled()) {
				guarded.cancel(true);
			}
			else if (thrown != null) {
				guarded.completeExceptionally(thrown);
			}
			else {
				guarded.complete(value);
			}
		});
		return result;
	}

	/**
	 * Asks the fallbacks, each one when that before it has failed.
	 */
	private static void ask(Rescue rescue, CompletableFuture<@Nullable Object> result) {
		if (!rescue.hasNext()) {
			result.completeExceptionally(rescue.failure());
			return;
		}
		CompletableFuture<@Nullable Object> answer;
		try {
			answer = Answers.future(rescue.next());
		}
		catch (Throwable ex) {
			answer = CompletableFuture.failedFuture(ex);
		}
		cancelWith(result, answer);
		answer.whenComplete((value, thrown) -> {
			if (result.isDone()) {
				return;
			}
			if (thrown == null) {
				rescue.succeeded();
				result.complete(value);
			}
			else {
				rescue.failed(FailureRules.peel(thrown));
				ask(rescue, result);
			}
		});
	}

	private static void cancelWith(CompletableFuture<?> result, CompletableFuture<?> answer) {
		if (!answer.isDone()) {
			result.whenComplete((value, thrown) -> {
				if (result.isCancelled()) {
					answer.cancel(true);
				}
			});
		}
	}

	@Override
	public Object adapt(@Nullable Object answer, Class<?> returnType) {
		return Answers.future(answer);
	}

	@Override
	public Object disturbed(GuardedCall<@Nullable Object, Throwable> call, Disturbance disturbance) {
		Throwable failure = disturbance.failure();
		return disturbance.until()
			.thenCompose((done) -> (failure != null) ? CompletableFuture.failedFuture(failure) : start(call));
	}

}
