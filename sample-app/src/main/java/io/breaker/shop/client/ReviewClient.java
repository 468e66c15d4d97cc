package io.breaker.shop.client;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import io.breaker.spring.CircuitBreaker;

/**
 * Asks what others think.
 */
@Component
public class ReviewClient {

	private final RestClient backend;

	ReviewClient(RestClient.Builder backend) {
		this.backend = backend.build();
	}

	/**
	 * Asks for the reviews of a product.
	 * @param sku the product
	 * @return the stars
	 */
	// Slow calls: nothing fails here, yet the breaker opens when half of the calls take
	// longer than 'slow-call'. The page comes without stars then, instead of late.
	@CircuitBreaker(name = "reviews", fallback = "noStars")
	public Answer reviews(String sku) {
		return this.backend.get().uri("/reviews/{sku}", sku).retrieve().requiredBody(Answer.class);
	}

	Answer noStars() {
		return Answer.standIn("reviews are shown later");
	}

}
