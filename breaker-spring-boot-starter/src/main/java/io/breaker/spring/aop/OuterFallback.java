package io.breaker.spring.aop;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import org.aopalliance.intercept.MethodInvocation;
import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;

/**
 * Answers in place of an annotated method whose breaker is farther inside of the same
 * proxy. What lies between the two does not see the answers.
 */
final class OuterFallback extends GuardPart {

	/** Passes every call and counts none; the other breaker does that. */
	private static final Breaker PASSING = BreakerRegistry.builder()
		.configuration(
				BreakerConfiguration.builder().defaults((settings) -> settings.mode(BreakerMode.DISABLED)).build())
		.build()
		.breaker("passing");

	private final Supplier<BreakerRegistry> registry;

	OuterFallback(Supplier<GuardedMethods> methods, Supplier<BreakerRegistry> registry) {
		super(methods, UnaryOperator.identity());
		this.registry = registry;
	}

	@Override
	public @Nullable Object invoke(MethodInvocation invocation) throws Throwable {
		Object target = invocation.getThis();
		GuardedMethod guarded = (target != null) ? find(invocation.getMethod(), target) : null;
		if (guarded == null || guarded.fallbacks().isEmpty()) {
			return invocation.proceed();
		}
		Breaker judge = guarded.handle().get(this.registry);
		return guarded.adapter().call(PASSING, new GuardedInvocation(guarded, invocation, judge));
	}

}
