package io.breaker.shop.client;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.stereotype.Component;

import io.breaker.shop.backend.BackendServer;
import io.breaker.spring.CircuitBreaker;

/**
 * Asks what goes well with a product.
 */
@Component
public class RecommendationClient {

	private final HttpClient http = HttpClient.newHttpClient();

	private final URI backend;

	private final JsonMapper json;

	RecommendationClient(BackendServer backend, JsonMapper json) {
		this.backend = backend.uri();
		this.json = json;
	}

	/**
	 * Asks for recommendations.
	 * @param sku the product
	 * @return what goes well with it, later
	 */
	// Asynchronous: the call ends when the future completes, and no thread waits for it.
	// A rejection arrives inside the future, too. The fallback may answer with a plain
	// value.
	@CircuitBreaker(name = "recommendations", fallback = "bestseller")
	public CompletableFuture<Answer> recommendations(String sku) {
		HttpRequest request = HttpRequest.newBuilder(this.backend.resolve("/recommendations/" + sku))
			.timeout(Duration.ofSeconds(2))
			.build();
		return this.http.sendAsync(request, BodyHandlers.ofString()).thenApply(this::read);
	}

	private Answer read(HttpResponse<String> response) {
		return Answer.read(response, this.json);
	}

	Answer bestseller() {
		return Answer.standIn("with our bestseller");
	}

}
