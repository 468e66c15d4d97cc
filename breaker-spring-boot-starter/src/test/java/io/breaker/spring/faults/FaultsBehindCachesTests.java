package io.breaker.spring.faults;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import io.breaker.BreakerRegistry;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerFaultsAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Configuration;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Faults reach the guarded methods of a bean that has a cache, on the method itself or on
 * another one.
 */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class FaultsBehindCachesTests {

	private static void run(BiConsumer<Inventory, BreakerRegistry> test) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerFaultsAutoConfiguration.class))
			.withPropertyValues("breaker.faults.enabled=true")
			.withBean(ConcurrentMapCacheManager.class)
			.withUserConfiguration(Caching.class)
			.withBean(Inventory.class)
			.run((context) -> {
				for (String breaker : new String[] { "plain", "cached", "answered" }) {
					context.getBean(BreakerFaults.class)
						.inject(breaker, InjectedFault.none().failing(100),
								Intervention.by("alice").lasting(Duration.ofSeconds(30)));
				}
				test.accept(context.getBean(Inventory.class), context.getBean(BreakerRegistry.class));
			});
	}

	@Test
	void methodWithoutTheCacheFails() {
		run((inventory, registry) -> {
			assertThatExceptionOfType(InjectedFailureException.class).isThrownBy(() -> inventory.plain("a"));

			assertThat(registry.breaker("plain")).hasCounted(Outcome.FAILURE, 1).hasCounted(Outcome.SUCCESS, 0);
		});
	}

	@Test
	void methodWithTheCacheFails() {
		run((inventory, registry) -> {
			assertThatExceptionOfType(InjectedFailureException.class).isThrownBy(() -> inventory.cached("a"));

			assertThat(registry.breaker("cached")).hasCounted(Outcome.FAILURE, 1).hasCounted(Outcome.SUCCESS, 0);
		});
	}

	@Test
	void fallbackAnswersForTheFault() {
		run((inventory, registry) -> {
			assertThat(inventory.answered("a")).isEqualTo("fallback for a");

			assertThat(registry.breaker("answered")).hasCounted(Outcome.FAILURE, 1);
			assertThat(registry.breaker("answered").snapshot().fallbackSuccesses()).isOne();
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class Caching {

	}

	static class Inventory {

		@CircuitBreaker("plain")
		String plain(String sku) {
			return sku;
		}

		@Cacheable("cached")
		@CircuitBreaker("cached")
		String cached(String sku) {
			return sku;
		}

		@Cacheable("answered")
		@CircuitBreaker(name = "answered", fallback = "answer")
		String answered(String sku) {
			return sku;
		}

		private String answer(String sku) {
			return "fallback for " + sku;
		}

	}

}
