package io.breaker.shop.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.shop.backend.BackendServer;

/**
 * Asks for the rate of exchange, without an annotation.
 */
@Component
public class ExchangeRateClient {

	private final HttpClient http = HttpClient.newHttpClient();

	private final Breaker breaker;

	private final URI backend;

	private final JsonMapper json;

	ExchangeRateClient(BreakerRegistry registry, BackendServer backend, JsonMapper json) {
		this.breaker = registry.breaker("exchange-rates");
		this.backend = backend.uri();
		this.json = json;
	}

	/**
	 * Asks for the rate.
	 * @return the rate
	 */
	// Plain Java: the registry gives the breaker, and a lambda is the call. The same
	// engine, the same application.yml, and it works on private methods, in loops, and
	// where there is no Spring.
	public Answer rate() {
		return this.breaker.call(this::ask, (failure) -> Answer.standIn("1 EUR = 1.10 USD, by contract"));
	}

	private Answer ask() {
		HttpRequest request = HttpRequest.newBuilder(this.backend.resolve("/exchange-rates/usd"))
			.timeout(Duration.ofSeconds(2))
			.build();
		return Answer.read(this.http.sendAsync(request, BodyHandlers.ofString()).join(), this.json);
	}

}
