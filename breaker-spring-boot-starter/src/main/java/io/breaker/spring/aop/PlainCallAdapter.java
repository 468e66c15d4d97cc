package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

import io.breaker.Breaker;
import io.breaker.GuardedCall;

/**
 * Guards methods whose result is there when they return.
 *
 * @since 0.1.0
 */
public final class PlainCallAdapter implements CallAdapter {

	@Override
	public boolean supports(Method method) {
		return true;
	}

	@Override
	public @Nullable Object call(Breaker breaker, GuardedCall<@Nullable Object, Throwable> call,
			BoundFallbacks fallbacks) throws Throwable {
		if (!fallbacks.exist()) {
			return breaker.call(call);
		}
		try {
			return breaker.call(call);
		}
		catch (Throwable ex) {
			return fallbacks.answer(breaker, ex);
		}
	}

	/**
	 * Waits for an answer that comes later, since the caller waits too.
	 */
	@Override
	public @Nullable Object adapt(@Nullable Object answer, Class<?> returnType) {
		if (answer instanceof CompletionStage<?> later && !ClassUtils.isAssignableValue(returnType, later)) {
			return later.toCompletableFuture().join();
		}
		return answer;
	}

}
