package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.Permit;
import io.breaker.config.FailureRules;

/**
 * Guards methods that return a plain {@link Future}. Unless it is a
 * {@link CompletionStage}, such a future tells nobody when it completes, so the call ends
 * when its result is asked for, or when it is cancelled.
 *
 * @since 0.1.0
 */
@SuppressWarnings("FutureReturnValueIgnored")
public final class FutureCallAdapter implements CallAdapter {

	@Override
	public boolean supports(Method method, Class<?> returnType) {
		return returnType == Future.class;
	}

	@Override
	public @Nullable Object call(Breaker breaker, GuardedInvocation invocation) {
		Permit permit = null;
		try {
			permit = breaker.acquire();
			Future<?> future = (Future<?>) invocation.call();
			if (future == null) {
				throw new NullPointerException("a method that returns a Future must return one but returned null");
			}
			if (future instanceof CompletionStage<?> stage) {
				future = stage.toCompletableFuture();
				settleWith(stage, permit);
			}
			return new SettlingFuture(future, permit, (failure) -> answer(breaker, failure, invocation));
		}
		catch (Throwable ex) {
			if (permit != null) {
				permit.failure(ex);
			}
			return answer(breaker, ex, invocation);
		}
	}

	private static void settleWith(CompletionStage<?> stage, Permit permit) {
		stage.whenComplete((value, failure) -> {
			if (failure != null) {
				permit.failure(FailureRules.peel(failure));
			}
			else {
				permit.success(value);
			}
		});
	}

	private static Future<?> answer(Breaker breaker, Throwable failure, GuardedInvocation invocation) {
		try {
			return (Future<?>) Objects.requireNonNull(invocation.answer(breaker, failure));
		}
		catch (Throwable ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	@Override
	public Object adapt(@Nullable Object answer, Class<?> returnType) {
		Future<?> bare = Answers.bare(answer);
		return (bare != null) ? bare : Answers.future(answer);
	}

}
