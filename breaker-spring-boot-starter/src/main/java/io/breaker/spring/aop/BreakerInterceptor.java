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

	private final Supplier<CallDisturber> disturber;

	BreakerInterceptor(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry,
			Supplier<CallDisturber> disturber) {
		this.methods = methods;
		this.registry = registry;
		this.disturber = disturber;
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
		GuardedCall<@Nullable Object, Throwable> call = call(invocation, guarded.adapter());
		CallDisturber disturber = this.disturber.get();
		return guarded.adapter()
			.call(breaker, (disturber != CallDisturber.NONE) ? disturbed(call, guarded, disturber) : call, fallbacks);
	}

	private static GuardedCall<@Nullable Object, Throwable> disturbed(GuardedCall<@Nullable Object, Throwable> call,
			GuardedMethod guarded, CallDisturber disturber) {
		return () -> {
			Disturbance disturbance = disturber.next(guarded.breaker());
			return (disturbance != null) ? guarded.adapter().disturbed(call, disturbance) : call.call();
		};
	}

	/**
	 * An invocation can proceed once; one that may proceed later or again needs a copy
	 * for each time.
	 */
	static GuardedCall<@Nullable Object, Throwable> call(MethodInvocation invocation, CallAdapter adapter) {
		if (adapter.defers() && invocation instanceof ProxyMethodInvocation proxied) {
			return () -> proxied.invocableClone().proceed();
		}
		return invocation::proceed;
	}

}
