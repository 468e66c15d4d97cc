package io.breaker.spring.aop;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.breaker.GuardedCall;

/**
 * An invocation of a woven method.
 *
 * @param method the method
 * @param target the object, {@code null} if the method is static
 * @param arguments the arguments
 * @param body runs the body, perhaps later and more than once
 */
@SuppressWarnings("ArrayRecordComponent")
record WovenInvocation(Method method, @Nullable Object target, @Nullable Object[] arguments,
		GuardedCall<@Nullable Object, Throwable> body) implements MethodInvocation {

	@Override
	public @Nullable Object proceed() throws Throwable {
		return this.body.call();
	}

	@Override
	public Method getMethod() {
		return this.method;
	}

	@Override
	public @Nullable Object[] getArguments() {
		return this.arguments;
	}

	@Override
	public @Nullable Object getThis() {
		return this.target;
	}

	@Override
	public AccessibleObject getStaticPart() {
		return this.method;
	}

}
