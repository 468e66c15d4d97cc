package io.breaker.spring;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A guarded method has its breaker at hand, and lets go of one that was removed.
 */
// INV-52
@Timeout(30)
class RemovedBreakerTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
		.withBean(Inventory.class);

	@Test
	void callAfterARemovalGoesThroughANewBreaker() {
		this.runner.run((context) -> {
			BreakerRegistry registry = context.getBean(BreakerRegistry.class);
			Inventory inventory = context.getBean(Inventory.class);
			inventory.stock();
			Breaker first = registry.breaker("stock");

			registry.remove("stock");
			inventory.stock();
			inventory.stock();

			Breaker second = registry.find("stock").orElseThrow();
			assertThat(second).isNotSameAs(first);
			assertThat(first).hasCounted(Outcome.SUCCESS, 1);
			assertThat(second).hasCounted(Outcome.SUCCESS, 2);
		});
	}

	@Test
	void noCallHoldsOnToARemovedBreakerWhileManyCall() {
		this.runner.run((context) -> {
			BreakerRegistry registry = context.getBean(BreakerRegistry.class);
			Inventory inventory = context.getBean(Inventory.class);
			ExecutorService callers = Executors.newFixedThreadPool(4);
			CountDownLatch done = new CountDownLatch(4);
			for (int i = 0; i < 4; i++) {
				callers.execute(() -> {
					for (int call = 0; call < 2_000; call++) {
						inventory.stock();
						registry.remove("stock");
					}
					done.countDown();
				});
			}
			assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
			callers.shutdown();

			inventory.stock();

			assertThat(registry.find("stock").orElseThrow()).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	static class Inventory {

		@CircuitBreaker("stock")
		String stock() {
			return "42";
		}

	}

}
