package io.breaker.spring.order;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import io.breaker.Breaker;
import io.breaker.CallRejectedException;
import io.breaker.event.Outcome;
import io.breaker.spring.CircuitBreaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.scheduling.annotation.Async;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/**
 * Async(Breaker(call)): the breaker counts on the thread that does the work, when the
 * work is done.
 */
// INV-60, INV-44
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class AsyncOrderTests {

	private ConfigurableApplicationContext context;

	private Inventory inventory;

	@BeforeEach
	void start() {
		this.context = OrderedApplication.start(Inventory.class);
		this.inventory = this.context.getBean(Inventory.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	private Breaker breaker(String name) {
		return OrderedApplication.breaker(this.context, name);
	}

	@Test
	void successIsNotCountedAtHandOver() throws Exception {
		CompletableFuture<String> later = this.inventory.later();
		assertThat(this.inventory.entered().await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(breaker("later")).hasCounted(Outcome.SUCCESS, 0);

		this.inventory.leave().countDown();

		assertThat(later.get(30, TimeUnit.SECONDS)).isEqualTo("later");
		assertThat(breaker("later")).hasCounted(Outcome.SUCCESS, 1);
	}

	@Test
	void failureOfTheWorkIsCounted() {
		CompletableFuture<String> failing = this.inventory.failing();

		assertThatThrownBy(() -> failing.get(30, TimeUnit.SECONDS)).hasRootCauseMessage("down");

		assertThat(breaker("failing")).hasCounted(Outcome.FAILURE, 1).hasCounted(Outcome.SUCCESS, 0);
	}

	@Test
	void rejectionArrivesInsideTheFutureAndTheWorkIsNotDone() throws InterruptedException {
		OrderedApplication.open(breaker("later"));

		CompletableFuture<String> later = this.inventory.later();

		assertThatThrownBy(() -> later.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(CallRejectedException.class);
		assertThat(this.inventory.entered().getCount()).isOne();
		assertThat(breaker("later")).hasCounted(Outcome.REJECTED, 1);
	}

	@Test
	void fallbackAnswersOnTheThreadOfTheWork() throws Exception {
		OrderedApplication.open(breaker("answered"));

		assertThat(this.inventory.answered().get(30, TimeUnit.SECONDS)).isNotEqualTo(Thread.currentThread().getName());
	}

	@Test
	void workWithoutResultIsCountedWhenItEnds() throws InterruptedException {
		this.inventory.nothing();
		assertThat(this.inventory.entered().await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(breaker("nothing")).hasCounted(Outcome.FAILURE, 0).hasCounted(Outcome.SUCCESS, 0);

		this.inventory.leave().countDown();

		await().untilAsserted(() -> assertThat(breaker("nothing")).hasCounted(Outcome.SUCCESS, 1));
	}

	static class Inventory {

		private final CountDownLatch entered = new CountDownLatch(1);

		private final CountDownLatch leave = new CountDownLatch(1);

		CountDownLatch entered() {
			return this.entered;
		}

		CountDownLatch leave() {
			return this.leave;
		}

		@Async
		@CircuitBreaker("later")
		CompletableFuture<String> later() throws InterruptedException {
			this.entered.countDown();
			return CompletableFuture.completedFuture(this.leave.await(30, TimeUnit.SECONDS) ? "later" : "late");
		}

		@Async
		@CircuitBreaker("failing")
		CompletableFuture<String> failing() {
			throw new IllegalStateException("down");
		}

		@Async
		@CircuitBreaker(name = "answered", fallback = "thread")
		CompletableFuture<String> answered() {
			return CompletableFuture.completedFuture("never");
		}

		String thread() {
			return Thread.currentThread().getName();
		}

		@Async
		@CircuitBreaker("nothing")
		void nothing() throws InterruptedException {
			this.entered.countDown();
			assertThat(this.leave.await(30, TimeUnit.SECONDS)).isTrue();
		}

	}

}
