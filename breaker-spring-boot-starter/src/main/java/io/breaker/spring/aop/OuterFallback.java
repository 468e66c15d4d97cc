package io.breaker.spring.aop;

import java.util.function.Supplier;

import org.aopalliance.intercept.MethodInterceptor;
import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;

/**
 * Answers in place of an annotated method whose breaker is farther inside, see
 * {@link InnerGuard}. What lies between the two does not see the answers.
 */
final class OuterFallback implements MethodInterceptor {

	/** Passes every call and counts none; the other breaker does that. */
	private static final Breaker PASSING = BreakerRegistry.builder()
		.configuration(
				BreakerConfiguration.builder().defaults((settings) -> settings.mode(BreakerMode.DISABLED)).build())
		.build()
		.breaker("passing");

	private final Supplier<GuardedMethods> methods;

	private final Supplier<BreakerRegistry> registry;

	OuterFallback(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry) {
		this.methods = methods;
		this.registry = registry;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		GuardedMethod guarded = (target != null) ? this.methods.get().find(invocation.getMethod(), target.getClass())
				: null;
		if (guarded == null || guarded.fallbacks().isEmpty()) {
			return invocation.proceed();
		}
		Breaker judge = this.registry.get().breaker(guarded.breaker());
		return guarded.adapter().call(PASSING, new GuardedInvocation(guarded, invocation, judge));
	}

}
