package io.breaker.spring;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

import io.breaker.BreakerRegistry;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Interfaces that Spring turns into clients of HTTP: there is no class that anybody
 * wrote.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpInterfaceTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
		.withBean(Shop.class, HttpInterfaceTests::shop);

	@Test
	void breakerIsCalledAfterTheInterface() {
		this.runner.run((context) -> {
			assertThat(context.getBean(Shop.class).stock("sku")).isEqualTo("unknown");

			assertThat(context.getBean(BreakerRegistry.class).find("shop-stock"))
				.hasValueSatisfying((breaker) -> assertThat(breaker).hasCounted(Outcome.FAILURE, 1));
		});
	}

	// INV-57
	@Test
	void defaultMethodOfAnInterfaceThatIsNotPublicIsAFallback() {
		this.runner.run((context) -> assertThat(context.getBean(Shop.class).price("sku", 3))
			.isEqualTo("3 × sku: ResourceAccessException"));
	}

	@Test
	void whatTheDefaultMethodThrowsReachesTheCaller() {
		this.runner.run((context) -> {
			Shop shop = context.getBean(Shop.class);

			assertThatThrownBy(shop::broken).isInstanceOf(IllegalStateException.class).hasMessage("fallback");
		});
	}

	private static Shop shop() {
		RestClient client = RestClient.builder().requestInterceptor((request, body, execution) -> {
			throw new IOException("nobody answers");
		}).build();
		return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(client)).build().createClient(Shop.class);
	}

	interface Shop {

		@CircuitBreaker(fallback = "unknown")
		@GetExchange("http://shop.example/stock")
		String stock(@RequestParam String sku);

		default String unknown() {
			return "unknown";
		}

		@CircuitBreaker(fallback = "lastPrice")
		@GetExchange("http://shop.example/price")
		String price(@RequestParam String sku, @RequestParam int pieces);

		default String lastPrice(int pieces, String sku, RuntimeException failure) {
			return pieces + " × " + sku + ": " + failure.getClass().getSimpleName();
		}

		@CircuitBreaker(fallback = "fail")
		@GetExchange("http://shop.example/broken")
		String broken();

		default String fail() {
			throw new IllegalStateException("fallback");
		}

	}

}
