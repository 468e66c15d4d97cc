package io.breaker.spring.order;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.breaker.Breaker;
import io.breaker.CallRejectedException;
import io.breaker.event.Outcome;
import io.breaker.spring.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.resilience.InvocationRejectedException;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.ConcurrencyLimit.ThrottlePolicy;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * ConcurrencyLimit(Breaker(call)): a call that finds no place is no call of the breaker.
 */
// INV-60, INV-06
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ConcurrencyLimitOrderTests {

	@Test
	void callThatFindsNoPlaceIsNotCounted() throws Exception {
		try (ConfigurableApplicationContext context = OrderedApplication.start(Inventory.class)) {
			Inventory inventory = context.getBean(Inventory.class);
			Breaker breaker = OrderedApplication.breaker(context, "limited");
			CompletableFuture<String> first = CompletableFuture.supplyAsync(inventory::limited);
			assertThat(inventory.entered().await(30, TimeUnit.SECONDS)).isTrue();

			assertThatExceptionOfType(InvocationRejectedException.class).isThrownBy(inventory::limited);

			assertThat(breaker).hasCounted(Outcome.FAILURE, 0).hasCounted(Outcome.SUCCESS, 0);
			inventory.leave().countDown();
			assertThat(first.get(30, TimeUnit.SECONDS)).isEqualTo("done");
			assertThat(breaker).hasCounted(Outcome.FAILURE, 0).hasCounted(Outcome.SUCCESS, 1);
		}
	}

	@Test
	void rejectedCallGivesItsPlaceBack() {
		try (ConfigurableApplicationContext context = OrderedApplication.start(Inventory.class)) {
			Inventory inventory = context.getBean(Inventory.class);
			Breaker breaker = OrderedApplication.breaker(context, "limited");
			OrderedApplication.open(breaker);

			for (int i = 0; i < 3; i++) {
				assertThatExceptionOfType(CallRejectedException.class).isThrownBy(inventory::limited);
			}

			assertThat(breaker).hasCounted(Outcome.REJECTED, 3);
		}
	}

	static class Inventory {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch leave = new CountDownLatch(1);

		@ConcurrencyLimit(limit = 1, policy = ThrottlePolicy.REJECT)
		@CircuitBreaker("limited")
		String limited() {
			this.entered.countDown();
			try {
				return this.leave.await(30, TimeUnit.SECONDS) ? "done" : "late";
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return "interrupted";
			}
		}

		CountDownLatch entered() {
			return this.entered;
		}

		CountDownLatch leave() {
			return this.leave;
		}

	}

}
