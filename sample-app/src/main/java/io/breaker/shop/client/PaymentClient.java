package io.breaker.shop.client;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import io.breaker.spring.CircuitBreaker;

/**
 * Asks for money.
 */
@Component
public class PaymentClient {

	private final RestClient backend;

	PaymentClient(RestClient.Builder backend) {
		this.backend = backend.build();
	}

	/**
	 * Pays for a product.
	 * @param sku the product
	 * @return the receipt
	 */
	// An exact window, 'window: 20': half of the last 20 calls opens it, not one call
	// earlier or later. There is no fallback, as nobody can stand in for a bank: the
	// rejection leaves the shop as 503 with Retry-After.
	@CircuitBreaker(name = "payments")
	public Answer pay(String sku) {
		return this.backend.post().uri("/payments/{sku}", sku).retrieve().requiredBody(Answer.class);
	}

}
