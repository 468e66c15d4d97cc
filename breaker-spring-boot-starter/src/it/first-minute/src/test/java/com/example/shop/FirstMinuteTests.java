package com.example.shop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.TimeUnit;

import com.example.misspelt.MisspeltApplication;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What a new user sees: started for real, called over HTTP, with a backend that breaks.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class FirstMinuteTests {

	private final HttpClient browser = HttpClient.newHttpClient();

	@Test
	void annotatedMethodIsProtected(CapturedOutput output) throws Exception {
		try (Inventory inventory = new Inventory(); ConfigurableApplicationContext shop = start(inventory)) {
			assertThat(output.getOut().lines().filter((line) -> line.contains("io.breaker"))).singleElement()
				.asString()
				.contains("INFO", "Guarding 1 method with 1 circuit breaker [inventory-client-stock], 0 of them");
			assertThat(get(shop, "/stock/tea")).isEqualTo("12 pieces");

			inventory.becomesBroken();
			assertThat(get(shop, "/stock/tea")).isEqualTo("last known stock of tea");

			int callsWhileBroken = callsUntilTheBackendIsLeftAlone(shop, inventory);
			assertThat(callsWhileBroken).isPositive();
			assertThat(get(shop, "/stock/tea")).isEqualTo("last known stock of tea");
		}
	}

	@Test
	void misspeltFallbackKeepsTheApplicationFromStarting(CapturedOutput output) {
		assertThatThrownBy(() -> SpringApplication.run(MisspeltApplication.class, "--server.port=0"))
			.isInstanceOf(Exception.class);

		assertThat(output).contains("APPLICATION FAILED TO START")
			.contains("Description:", "The fallback 'lastKnowStock' of InventoryClient.stock(String)",
					"com.example.misspelt.MisspeltApplication$InventoryClient", "has no method 'lastKnowStock'")
			.contains("Action:", "Did you mean 'lastKnownStock'?")
			.doesNotContain("\tat io.breaker");
	}

	private static ConfigurableApplicationContext start(Inventory inventory) {
		return SpringApplication.run(ShopApplication.class, "--server.port=0", "--inventory.url=" + inventory.url());
	}

	/**
	 * Calls until the breaker is open and the backend is not asked any more.
	 */
	private int callsUntilTheBackendIsLeftAlone(ConfigurableApplicationContext shop, Inventory inventory)
			throws Exception {
		int before = inventory.calls();
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		while (System.nanoTime() < deadline) {
			int calls = inventory.calls();
			assertThat(get(shop, "/stock/tea")).isEqualTo("last known stock of tea");
			if (inventory.calls() == calls) {
				return calls - before;
			}
		}
		throw new AssertionError("the backend is asked for ever");
	}

	private String get(ConfigurableApplicationContext shop, String path) throws Exception {
		String port = shop.getEnvironment().getProperty("local.server.port");
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build();
		return this.browser.send(request, BodyHandlers.ofString()).body();
	}

}
