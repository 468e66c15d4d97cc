package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.aopalliance.intercept.MethodInterceptor;
import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;

/**
 * A part of the aspect, or all of it, that remembers how a method is guarded. Works for
 * any method, and fastest for one that is called again and again: a proxy has one of
 * these for each of its methods.
 */
abstract class GuardPart implements MethodInterceptor {

	private final Supplier<GuardedMethods> methods;

	private final UnaryOperator<GuardedMethod> scope;

	private @Nullable Seen seen;

	/**
	 * Creates a part.
	 * @param methods finds the guarded methods
	 * @param scope what of a guarded method this part sees
	 */
	GuardPart(Supplier<GuardedMethods> methods, UnaryOperator<GuardedMethod> scope) {
		this.methods = methods;
		this.scope = scope;
	}

	/**
	 * Finds out how a call is to be guarded.
	 * @return how, {@code null} if not here
	 */
	@SuppressWarnings("ReferenceEquality")
	final @Nullable GuardedMethod find(Method method, Object target) {
		Seen seen = this.seen;
		if (seen != null && seen.method == method && seen.type == target.getClass()) {
			return seen.guarded;
		}
		GuardedMethod guarded = this.methods.get().find(method, target.getClass());
		if (guarded == null || InnerProxies.haveBreaker(target)) {
			return null;
		}
		GuardedMethod seenHere = this.scope.apply(guarded);
		if (!(target instanceof Advised)) {
			this.seen = new Seen(method, target.getClass(), seenHere);
		}
		return seenHere;
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
