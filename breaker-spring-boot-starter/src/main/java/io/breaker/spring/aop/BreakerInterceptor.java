package io.breaker.spring.aop;

import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.ProxyMethodInvocation;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.GuardedCall;

/**
 * Makes the call of an annotated method through its breaker, on the thread of the caller.
 */
final class BreakerInterceptor implements MethodInterceptor {

	private final Supplier<GuardedMethods> methods;

	private final Supplier<BreakerRegistry> registry;

	BreakerInterceptor(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry) {
		this.methods = methods;
		this.registry = registry;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		GuardedMethod guarded = (target != null) ? this.methods.get().find(invocation.getMethod(), target.getClass())
				: null;
		if (target == null || guarded == null) {
			return invocation.proceed();
		}
		Breaker breaker = guarded.handle().get(this.registry);
		BoundFallbacks fallbacks = new BoundFallbacks(guarded, target, invocation.getArguments());
		return guarded.adapter().call(breaker, call(invocation, guarded.adapter()), fallbacks);
	}

	/**
	 * An invocation can proceed once; one that may proceed later or again needs a copy
	 * for each time.
	 */
	private static GuardedCall<@Nullable Object, Throwable> call(MethodInvocation invocation, CallAdapter adapter) {
		if (adapter.defers() && invocation instanceof ProxyMethodInvocation proxied) {
			return () -> proxied.invocableClone().proceed();
		}
		return invocation::proceed;
	}

}
