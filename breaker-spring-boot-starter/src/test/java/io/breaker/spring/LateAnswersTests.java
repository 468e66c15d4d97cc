package io.breaker.spring;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Fallbacks whose answer comes later, in a stage that is no future though it looks like
 * one, or to somebody who is interrupted while waiting for it.
 */
@Timeout(60)
class LateAnswersTests {

	private static void run(BiConsumer<Shop, BreakerRegistry> test) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
			.withPropertyValues("breaker.defaults.evidence=1000")
			.withBean(Shop.class)
			.run((context) -> test.accept(context.getBean(Shop.class), context.getBean(BreakerRegistry.class)));
	}

	private static String get(Future<String> future) {
		try {
			return future.get(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void everyMethodAnswers(Shop shop) {
		assertThat(get(shop.stage().toCompletableFuture())).isEqualTo("spare");
		assertThat(get(shop.future())).isEqualTo("spare");
		assertThat(get(shop.bare())).isEqualTo("spare");
		assertThat(shop.plain()).isEqualTo("spare");
		assertThat(shop.mono().block()).isEqualTo("spare");
	}

	// INV-43
	@Test
	void stageThatIsNoFutureAnswersForAFailure() {
		run((shop, registry) -> {
			everyMethodAnswers(shop);

			assertThat(registry.breaker("shop").snapshot().fallbackSuccesses()).isEqualTo(5);
			assertThat(registry.breaker("shop")).hasCounted(Outcome.FAILURE, 5);
		});
	}

	// INV-43
	@Test
	void stageThatIsNoFutureAnswersForARejection() {
		run((shop, registry) -> {
			registry.breaker("shop").overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

			everyMethodAnswers(shop);

			assertThat(registry.breaker("shop").snapshot().fallbackSuccesses()).isEqualTo(5);
		});
	}

	// INV-43
	@Test
	void stageThatIsNoFutureMayAnswerLater() {
		run((shop, registry) -> {
			CompletableFuture<String> returned = shop.waiting();
			assertThat(returned).isNotDone();

			shop.later().complete("later");

			assertThat(get(returned)).isEqualTo("later");
			assertThat(registry.breaker("waiting").snapshot().fallbackSuccesses()).isOne();
		});
	}

	// INV-43
	@Test
	void nextFallbackAnswersWhereAStageThatIsNoFutureFails() {
		run((shop, registry) -> {
			assertThat(get(shop.chain())).isEqualTo("spare");

			assertThat(registry.breaker("chain").snapshot().fallbackFailures()).isOne();
			assertThat(registry.breaker("chain").snapshot().fallbackSuccesses()).isOne();
		});
	}

	// INV-43
	@Test
	void stageThatIsNoFutureMayBeTheResultOfAGuardedMethod() {
		run((shop, registry) -> {
			assertThat(get(shop.odd())).isEqualTo("odd");

			assertThat(registry.breaker("odd")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	// INV-48
	@Test
	void interruptionEndsTheWaitForAnAnswerAndIsNotLost() {
		run((shop, registry) -> {
			Thread.currentThread().interrupt();

			assertThatThrownBy(shop::patient).isInstanceOf(CancellationException.class)
				.hasMessage("Interrupted while waiting for the answer of a fallback")
				.hasCauseInstanceOf(InterruptedException.class)
				.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement()
					.isInstanceOf(IllegalStateException.class));

			assertThat(Thread.interrupted()).isTrue();
			assertThat(registry.breaker("patient").snapshot().fallbackFailures()).isOne();
			assertThat(registry.breaker("patient").snapshot().fallbackSuccesses()).isZero();
		});
	}

	/**
	 * Fails, and answers later.
	 */
	static class Shop {

		private final CompletableFuture<String> later = new CompletableFuture<>();

		CompletableFuture<String> later() {
			return this.later;
		}

		private static <T> T broken() {
			throw new IllegalStateException("broken");
		}

		@CircuitBreaker(name = "shop", fallback = "spare")
		CompletionStage<String> stage() {
			return broken();
		}

		@CircuitBreaker(name = "shop", fallback = "spare")
		CompletableFuture<String> future() {
			return broken();
		}

		@CircuitBreaker(name = "shop", fallback = "spare")
		Future<String> bare() {
			return broken();
		}

		@CircuitBreaker(name = "shop", fallback = "spare")
		String plain() {
			return broken();
		}

		@CircuitBreaker(name = "shop", fallback = "spare")
		Mono<String> mono() {
			return broken();
		}

		private CompletionStage<String> spare() {
			return CompletableFuture.completedStage("spare");
		}

		@CircuitBreaker(name = "waiting", fallback = "spareLater")
		CompletableFuture<String> waiting() {
			return broken();
		}

		private CompletionStage<String> spareLater() {
			return this.later.minimalCompletionStage();
		}

		@CircuitBreaker(name = "chain", fallback = { "failing", "spare" })
		CompletableFuture<String> chain() {
			return broken();
		}

		private CompletionStage<String> failing() {
			return CompletableFuture.failedStage(new IOException("late"));
		}

		@CircuitBreaker("odd")
		@SuppressWarnings("unchecked")
		Future<String> odd() {
			return (Future<String>) CompletableFuture.completedStage("odd");
		}

		@CircuitBreaker(name = "patient", fallback = { "never", "spare" })
		String patient() {
			return broken();
		}

		private CompletableFuture<String> never() {
			return new CompletableFuture<>();
		}

	}

}
