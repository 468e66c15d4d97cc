package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;

/**
 * Makes the call of an annotated method through its breaker, on the thread of the caller.
 */
final class BreakerInterceptor implements MethodInterceptor {

	private final Supplier<GuardedMethods> methods;

	private final Supplier<BreakerRegistry> registry;

	private final Supplier<CallDisturber> disturber;

	private final Map<Method, GuardedMethod> called = new ConcurrentHashMap<>();

	BreakerInterceptor(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry,
			Supplier<CallDisturber> disturber) {
		this.methods = methods;
		this.registry = registry;
		this.disturber = disturber;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		GuardedMethod guarded = (target != null) ? find(invocation.getMethod(), target.getClass()) : null;
		if (guarded == null || isGuardedInside(target)) {
			return invocation.proceed();
		}
		Breaker breaker = guarded.handle().get(this.registry);
		CallDisturber disturber = this.disturber.get();
		MethodInvocation call = (disturber == CallDisturber.NONE) ? invocation
				: new DisturbedInvocation(guarded, invocation, disturber);
		return guarded.adapter().call(breaker, new GuardedInvocation(guarded, call));
	}

	/**
	 * Finds out how a method is guarded. What is asked for again and again is found under
	 * the very object that the proxy calls, faster than under one that equals it.
	 */
	private @Nullable GuardedMethod find(Method method, Class<?> targetClass) {
		GuardedMethod called = this.called.get(method);
		if (called != null && called.type() == targetClass) {
			return called;
		}
		GuardedMethod guarded = this.methods.get().find(method, targetClass);
		if (guarded != null && guarded.type() == targetClass) {
			this.called.putIfAbsent(method, guarded);
		}
		return guarded;
	}

	/**
	 * Tells whether the target is a proxy that goes through the breaker itself: a call
	 * counts once, however many proxies it passes.
	 */
	private static boolean isGuardedInside(@Nullable Object target) {
		Object inner = target;
		while (inner instanceof Advised proxy) {
			for (Advisor advisor : proxy.getAdvisors()) {
				if (advisor instanceof BreakerAdvisor) {
					return true;
				}
			}
			inner = AopProxyUtils.getSingletonTarget(inner);
		}
		return false;
	}

}
