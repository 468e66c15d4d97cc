package io.breaker.spring.aop;

import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;

/**
 * Makes the call of an annotated method through its breaker and leaves its fallbacks to
 * {@link OuterFallback}.
 */
final class InnerGuard implements MethodInterceptor {

	private final Supplier<GuardedMethods> methods;

	private final Supplier<BreakerRegistry> registry;

	InnerGuard(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry) {
		this.methods = methods;
		this.registry = registry;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		GuardedMethod guarded = (target != null) ? this.methods.get().find(invocation.getMethod(), target.getClass())
				: null;
		if (guarded == null) {
			return invocation.proceed();
		}
		Breaker breaker = guarded.handle().get(this.registry);
		return guarded.adapter().call(breaker, new GuardedInvocation(guarded.withoutFallbacks(), invocation));
	}

}
