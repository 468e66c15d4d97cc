package io.breaker.spring.test;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Intervention;
import io.breaker.spring.faults.BreakerFaults;

import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/**
 * Closes every breaker before each test, drops what operators have set, and ends injected
 * faults: contexts are cached, and what one test breaks must not break the next. Totals
 * stay, since they never go down. Registered for all Spring tests.
 *
 * @since 0.1.0
 */
public final class BreakerResetTestExecutionListener extends AbstractTestExecutionListener {

	private static final Intervention RESET = Intervention.by("test").because("reset between tests");

	/**
	 * Creates the listener.
	 */
	public BreakerResetTestExecutionListener() {
	}

	@Override
	public int getOrder() {
		return Ordered.LOWEST_PRECEDENCE;
	}

	@Override
	public void beforeTestMethod(TestContext test) {
		if (test.hasApplicationContext()) {
			ApplicationContext context = test.getApplicationContext();
			context.getBeanProvider(BreakerFaults.class).ifAvailable(BreakerFaults::close);
			context.getBeanProvider(BreakerRegistry.class)
				.ifAvailable((registry) -> registry.all().forEach(BreakerResetTestExecutionListener::reset));
		}
	}

	private static void reset(Breaker breaker) {
		breaker.dropOverride(RESET);
		breaker.reset(RESET);
	}

}
