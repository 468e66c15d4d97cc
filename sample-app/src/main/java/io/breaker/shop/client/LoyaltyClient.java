package io.breaker.shop.client;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import io.breaker.spring.CircuitBreaker;

/**
 * Asks for the points of a customer.
 */
@Component
public class LoyaltyClient {

	private final RestClient backend;

	LoyaltyClient(RestClient.Builder backend) {
		this.backend = backend.build();
	}

	/**
	 * Asks for the points that a product brings.
	 * @param sku the product
	 * @return the points
	 */
	// A breaker on trial, 'mode: observe': it counts and moves as always and rejects
	// nobody. Look for a week at when it would have opened, and then take the line out of
	// application.yml.
	@CircuitBreaker(name = "loyalty")
	public Answer points(String sku) {
		return this.backend.get().uri("/loyalty/{sku}", sku).retrieve().requiredBody(Answer.class);
	}

}
