package io.breaker.shop.client;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import io.breaker.spring.CircuitBreaker;

/**
 * Asks how many pieces there are.
 */
@Component
public class InventoryClient {

	private final Map<String, String> known = new ConcurrentHashMap<>();

	private final RestClient backend;

	InventoryClient(RestClient.Builder backend) {
		this.backend = backend.build();
	}

	/**
	 * Asks for the stock of a product.
	 * @param sku the product
	 * @return the number of pieces
	 */
	// The last known value as fallback: it answers when the call is rejected and when it
	// fails. A customer is better off with what was true a moment ago than with an error.
	@CircuitBreaker(name = "inventory", fallback = "lastKnown")
	public Answer stock(String sku) {
		Answer answer = this.backend.get().uri("/inventory/{sku}", sku).retrieve().requiredBody(Answer.class);
		this.known.put(sku, answer.text());
		return answer;
	}

	Answer lastKnown(String sku) {
		String text = this.known.get(sku);
		return (text != null) ? Answer.lastKnown(text) : Answer.standIn("ask us in the shop");
	}

}
