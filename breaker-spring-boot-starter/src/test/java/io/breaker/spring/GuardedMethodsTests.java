package io.breaker.spring;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What an annotated method does in an application.
 */
class GuardedMethodsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(Rooms.autoConfigurations()))
		.withBean(Inventory.class);

	@Test
	void annotatedMethodIsGuardedUnderANameOfItsOwn() {
		this.runner.run((context) -> {
			assertThat(context.getBean(Inventory.class).stock("sku")).isEqualTo("42 of sku");

			assertThat(breaker(context.getBean(BreakerRegistry.class), "inventory-stock")).hasCounted(Outcome.SUCCESS,
					1);
		});
	}

	@Test
	void fallbackAnswersForAFailure() {
		this.runner.run((context) -> assertThat(context.getBean(Inventory.class).broken("sku"))
			.isEqualTo("sku: java.io.IOException"));
	}

	@Test
	void fallbackAnswersForARejection() {
		this.runner.run((context) -> {
			Breaker breaker = breaker(context.getBean(BreakerRegistry.class), "shared");
			breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

			assertThat(context.getBean(Inventory.class).broken("sku")).isEqualTo("rejected sku");
		});
	}

	@Test
	void rejectionArrivesInsideTheFuture() {
		this.runner.run((context) -> {
			Breaker breaker = breaker(context.getBean(BreakerRegistry.class), "inventory-later");
			breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
			Inventory inventory = context.getBean(Inventory.class);

			CompletableFuture<String> later = inventory.later();

			assertThatThrownBy(later::join).hasCauseInstanceOf(CallRejectedException.class);
		});
	}

	// INV-47
	@Test
	void eachSubscriptionIsOneCall() {
		this.runner.run((context) -> {
			Mono<String> mono = context.getBean(Inventory.class).reactive();
			Breaker breaker = breaker(context.getBean(BreakerRegistry.class), "inventory-reactive");
			assertThat(breaker).hasCounted(Outcome.SUCCESS, 0);

			assertThat(mono.block()).isEqualTo("reactive");
			assertThat(mono.block()).isEqualTo("reactive");

			assertThat(breaker).hasCounted(Outcome.SUCCESS, 2);
		});
	}

	@Test
	void misspeltKeyKeepsTheApplicationFromStarting() {
		this.runner.withPropertyValues("breaker.instances.shared.failure-rat=40%")
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessageContaining("breaker.instances.shared.failure-rat")
				.hasMessageContaining("did you mean 'failure-rate'?"));
	}

	@Test
	void unusedBreakerKeepsTheApplicationFromStarting() {
		this.runner.withPropertyValues("breaker.instances.sharde.failure-rate=40%")
			.run((context) -> assertThat(context.getStartupFailure()).hasMessageContaining("'breaker.instances.sharde'")
				.hasMessageContaining("'shared'"));
	}

	@Test
	void configuredValuesReachTheBreaker() {
		this.runner.withPropertyValues("breaker.instances.shared.failureRate=40%", "breaker.defaults.open-for=3s")
			.run((context) -> assertThat(
					breaker(context.getBean(BreakerRegistry.class), "shared").settings().toString())
				.contains("failure-rate=40%", "open-for=3s"));
	}

	@Test
	void annotationOnAClassDoesNotMeanItsFallback() {
		this.runner.withBean(Partner.class).run((context) -> {
			Partner partner = context.getBean(Partner.class);
			Breaker breaker = breaker(context.getBean(BreakerRegistry.class), "partner");
			breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

			assertThat(partner.offer()).isEqualTo("nothing");
			assertThat(partner.nothing()).isEqualTo("nothing");
			assertThat(breaker).hasCounted(Outcome.REJECTED, 1);
		});
	}

	private static Breaker breaker(BreakerRegistry registry, String name) {
		return registry.find(name).orElseThrow();
	}

	/**
	 * A bean with something worth guarding.
	 */
	static class Inventory {

		@CircuitBreaker
		String stock(String sku) {
			return "42 of " + sku;
		}

		@CircuitBreaker(name = "shared", fallback = "unknown")
		String broken(String sku) throws IOException {
			throw new IOException("broken");
		}

		private String unknown(String sku, IOException failure) {
			return sku + ": " + failure.getClass().getName();
		}

		private String unknown(CallRejectedException rejected, String sku) {
			return "rejected " + sku;
		}

		@CircuitBreaker
		CompletableFuture<String> later() {
			return CompletableFuture.completedFuture("later");
		}

		@CircuitBreaker
		Mono<String> reactive() {
			return Mono.just("reactive");
		}

	}

	/**
	 * A bean that is guarded as a whole.
	 */
	@CircuitBreaker(name = "partner", fallback = "nothing")
	static class Partner {

		String offer() {
			return "an offer";
		}

		String nothing() {
			return "nothing";
		}

	}

}
