package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.breaker.BreakerRegistry;
import io.breaker.GuardedCall;

/**
 * Makes the calls of woven methods through their breakers: the same advice as
 * {@link BreakerAdvisor}, for those who see calls by other means than a proxy.
 *
 * @since 0.1.0
 */
public final class WovenCalls {

	private final GuardedMethods methods;

	private final BreakerRegistry registry;

	/**
	 * Creates the advice.
	 * @param methods finds the guarded methods
	 * @param registry holds the breakers
	 */
	public WovenCalls(GuardedMethods methods, BreakerRegistry registry) {
		this.methods = methods;
		this.registry = registry;
	}

	/**
	 * Makes a call. A method that is called by the one that overrides it is a part of
	 * that call and is not counted again.
	 * @param method the method whose body is about to run
	 * @param target the object, {@code null} if the method is static
	 * @param arguments the arguments
	 * @param body runs the body, perhaps later and more than once
	 * @return what the caller gets
	 * @throws Throwable what the caller gets instead
	 */
	public @Nullable Object call(Method method, @Nullable Object target, @Nullable Object[] arguments,
			GuardedCall<@Nullable Object, Throwable> body) throws Throwable {
		Class<?> type = (target != null) ? target.getClass() : method.getDeclaringClass();
		GuardedMethod guarded = this.methods.find(method, type);
		if (guarded == null || !guarded.method().equals(method)) {
			return body.call();
		}
		if (target == null) {
			refuseInstanceFallbacks(guarded);
		}
		WovenInvocation invocation = new WovenInvocation(method, target, arguments, body);
		return guarded.adapter()
			.call(guarded.handle().get(() -> this.registry), new GuardedInvocation(guarded, invocation));
	}

	/**
	 * Refuses fallbacks of a static method that could only be called on an object.
	 */
	static void refuseInstanceFallbacks(GuardedMethod guarded) {
		for (List<Fallback> fallbacks : guarded.fallbacks().chain()) {
			for (Fallback fallback : fallbacks) {
				if (fallback.needsObject()) {
					throw new InvalidGuardException(
							"The fallback '" + fallback + "' of " + guarded.describe() + " in "
									+ guarded.type().getName()
									+ " cannot be used: the guarded method is static, and the fallback is not",
							"Make the fallback static too, or name the method of a bean: 'bean::method'.");
				}
			}
		}
	}

}
