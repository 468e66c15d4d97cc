package io.breaker.spring.aop;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;

/**
 * Makes the calls of annotated methods through their breakers, on the thread of the
 * caller.
 */
final class BreakerInterceptor extends GuardPart {

	private final Supplier<BreakerRegistry> registry;

	private final Supplier<CallDisturber> disturber;

	BreakerInterceptor(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry,
			Supplier<CallDisturber> disturber, UnaryOperator<GuardedMethod> scope) {
		super(methods, scope);
		this.registry = registry;
		this.disturber = disturber;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		GuardedMethod guarded = (target != null) ? find(invocation.getMethod(), target) : null;
		if (guarded == null) {
			return invocation.proceed();
		}
		Breaker breaker = guarded.handle().get(this.registry);
		CallDisturber disturber = this.disturber.get();
		MethodInvocation call = (disturber == CallDisturber.NONE) ? invocation
				: new DisturbedInvocation(guarded, invocation, disturber);
		return guarded.adapter().call(breaker, new GuardedInvocation(guarded, call));
	}

}
