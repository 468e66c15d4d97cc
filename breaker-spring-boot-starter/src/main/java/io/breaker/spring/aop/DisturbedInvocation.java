package io.breaker.spring.aop;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Method;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

/**
 * An invocation that is disturbed on its way to the callee.
 *
 * @param guarded the method
 * @param invocation goes on to the callee
 * @param disturber disturbs calls on purpose
 */
record DisturbedInvocation(GuardedMethod guarded, MethodInvocation invocation,
		CallDisturber disturber) implements MethodInvocation {

	@Override
	public @Nullable Object proceed() throws Throwable {
		GuardedInvocation call = new GuardedInvocation(this.guarded, this.invocation);
		Disturbance disturbance = this.disturber.next(this.guarded.breaker());
		return (disturbance != null) ? this.guarded.adapter().disturbed(call, disturbance) : call.call();
	}

	@Override
	public Method getMethod() {
		return this.invocation.getMethod();
	}

	@Override
	public @Nullable Object[] getArguments() {
		return this.invocation.getArguments();
	}

	@Override
	public @Nullable Object getThis() {
		return this.invocation.getThis();
	}

	@Override
	public AccessibleObject getStaticPart() {
		return this.invocation.getStaticPart();
	}

}
