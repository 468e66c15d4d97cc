package io.breaker.spring;

import java.util.concurrent.atomic.AtomicInteger;

import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.client.HttpServerErrorException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Annotated interfaces that Spring makes HTTP clients of, against a server that answers
 * with 500 for the stock of 'broken'.
 */
@Timeout(30)
class GuardedClientTests {

	private final AtomicInteger requests = new AtomicInteger();

	private DisposableServer server;

	@BeforeEach
	void start() {
		this.server = HttpServer.create().host("localhost").port(0).handle((request, response) -> {
			this.requests.incrementAndGet();
			return response.status(request.uri().endsWith("broken") ? 500 : 200)
				.header("Content-Type", "text/plain")
				.sendString(Mono.just("42"));
		}).bindNow();
	}

	@AfterEach
	void stop() {
		this.server.disposeNow();
	}

	private <T extends Inventory> ApplicationContextRunner with(Class<T> type) {
		return new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
			.withBean("client", type, () -> client(type));
	}

	private <T> T client(Class<T> type) {
		RestClient http = RestClient.create("http://localhost:" + this.server.port());
		return HttpServiceProxyFactory.builderFor(RestClientAdapter.create(http)).build().createClient(type);
	}

	@Test
	void clientIsGuardedUnderTheNameOfItsInterface() {
		with(Inventory.class).run((context) -> {
			assertThat(context.getBean(Inventory.class).stock("sku")).isEqualTo("42");

			assertThat(context.getBean(BreakerRegistry.class).find("inventory-stock").orElseThrow())
				.hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@Test
	void defaultMethodOfTheInterfaceAnswersForAFailure() {
		with(Inventory.class).run((context) -> {
			assertThat(context.getBean(Inventory.class).stock("broken")).isEqualTo("no broken");

			assertThat(context.getBean(BreakerRegistry.class).find("inventory-stock").orElseThrow())
				.hasCounted(Outcome.FAILURE, 1);
		});
	}

	@Test
	void defaultMethodOfTheInterfaceAnswersWithoutARequestWhileOpen() {
		with(Inventory.class).run((context) -> {
			context.getBean(BreakerRegistry.class)
				.breaker("inventory-stock")
				.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

			assertThat(context.getBean(Inventory.class).stock("sku")).isEqualTo("no sku");

			assertThat(this.requests).hasValue(0);
		});
	}

	@Test
	void failureWithoutAFallbackReachesTheCaller() {
		with(Inventory.class).run((context) -> assertThatThrownBy(() -> context.getBean(Inventory.class).bare("broken"))
			.isInstanceOf(HttpServerErrorException.class));
	}

	@Test
	void clientThatInheritsAMethodFindsItsOwnFallback() {
		with(Special.class).run((context) -> {
			assertThat(context.getBean(Special.class).shared("broken")).isEqualTo("special broken");

			assertThat(context.getBean(BreakerRegistry.class).find("special-shared").orElseThrow())
				.hasCounted(Outcome.FAILURE, 1);
		});
	}

	// snippet: client
	@HttpExchange
	public interface Inventory {

		@CircuitBreaker(fallback = "unknown")
		@GetExchange("/stock/{sku}")
		String stock(@PathVariable String sku);

		@CircuitBreaker
		@GetExchange("/stock/{sku}")
		String bare(@PathVariable String sku);

		default String unknown(String sku) {
			return "no " + sku;
		}

	}
	// end

	@HttpExchange
	public interface Special extends Inventory, Base {

		default String special(String sku) {
			return "special " + sku;
		}

	}

	@HttpExchange
	public interface Base {

		@CircuitBreaker(fallback = "special")
		@GetExchange("/stock/{sku}")
		String shared(@PathVariable String sku);

	}

}
