package io.breaker.spring.aop;

import java.lang.reflect.Method;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ClassUtils;

import io.breaker.Breaker;

/**
 * Guards methods whose result is there when they return.
 *
 * @since 0.1.0
 */
public final class PlainCallAdapter implements CallAdapter {

	@Override
	public boolean supports(Method method, Class<?> returnType) {
		return true;
	}

	@Override
	public @Nullable Object call(Breaker breaker, GuardedInvocation invocation) throws Throwable {
		if (!invocation.hasFallbacks()) {
			return breaker.call(invocation);
		}
		try {
			return breaker.call(invocation);
		}
		catch (Throwable ex) {
			return invocation.answer(breaker, ex);
		}
	}

	/**
	 * Waits for an answer that comes later, since the caller waits too.
	 */
	@Override
	public @Nullable Object adapt(@Nullable Object answer, Class<?> returnType) throws Throwable {
		if (returnType == void.class || returnType == Void.class) {
			Answers.wait(answer);
			return null;
		}
		Object value = (answer != null && !ClassUtils.isAssignableValue(returnType, answer)) ? Answers.wait(answer)
				: answer;
		if (value == null && returnType.isPrimitive()) {
			throw new IllegalStateException(
					"The answer of a fallback must be a value of type " + returnType + " but was null");
		}
		return value;
	}

}
