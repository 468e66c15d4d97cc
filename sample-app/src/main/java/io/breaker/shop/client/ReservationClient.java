package io.breaker.shop.client;

import org.springframework.resilience.annotation.Retryable;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import io.breaker.CallRejectedException;
import io.breaker.spring.CircuitBreaker;

/**
 * Asks to put a product aside.
 */
@Component
public class ReservationClient {

	private final RestClient backend;

	ReservationClient(RestClient.Builder backend) {
		this.backend = backend.build();
	}

	/**
	 * Puts a product aside.
	 * @param sku the product
	 * @return the number under which it is kept
	 */
	// A retry around the breaker: each attempt is a call of its own. A rejection is not
	// tried again, it would only be rejected again. And no fallback here: it would answer
	// before the retry is asked.
	@Retryable(maxRetries = 2, delay = 50, excludes = CallRejectedException.class)
	@CircuitBreaker(name = "reservations")
	public Answer reserve(String sku) {
		return this.backend.put().uri("/reservations/{sku}", sku).retrieve().requiredBody(Answer.class);
	}

}
