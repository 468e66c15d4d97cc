package io.breaker.spring.aop;

import java.lang.reflect.Method;
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
 * Makes the calls of annotated methods through their breakers, on the thread of the
 * caller. Works for any method, and fastest for one that is called again and again: a
 * proxy has one of these for each of its methods.
 */
final class BreakerInterceptor implements MethodInterceptor {

	private final Supplier<GuardedMethods> methods;

	private final Supplier<BreakerRegistry> registry;

	private final Supplier<CallDisturber> disturber;

	private @Nullable Seen seen;

	BreakerInterceptor(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry,
			Supplier<CallDisturber> disturber) {
		this.methods = methods;
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

	/**
	 * Finds out how a call is to be guarded.
	 * @return how, {@code null} if not here
	 */
	@SuppressWarnings("ReferenceEquality")
	private @Nullable GuardedMethod find(Method method, Object target) {
		Seen seen = this.seen;
		if (seen != null && seen.method == method && seen.type == target.getClass()) {
			return seen.guarded;
		}
		GuardedMethod guarded = this.methods.get().find(method, target.getClass());
		if (guarded == null || isGuardedInside(target)) {
			return null;
		}
		if (!(target instanceof Advised)) {
			this.seen = new Seen(method, target.getClass(), guarded);
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

	/**
	 * The method that was called last, and how it is guarded. Immutable, so that threads
	 * may hand it on as they like.
	 *
	 * @param method the very object that the proxy calls
	 * @param type the class of the target, which is no proxy itself
	 * @param guarded how it is guarded
	 */
	private record Seen(Method method, Class<?> type, GuardedMethod guarded) {
	}

}
