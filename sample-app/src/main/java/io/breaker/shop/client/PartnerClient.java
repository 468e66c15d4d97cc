package io.breaker.shop.client;

import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;

import io.breaker.spring.CircuitBreaker;

/**
 * Asks a partner, whose server is one for all questions.
 */
// One breaker for two methods, because one server is behind both: what the first method
// finds out protects the second. On the class the annotation guards every method of it
// that others can call.
@Component
@CircuitBreaker(name = "partner-acme", fallback = "withoutPartner")
public class PartnerClient {

	private final RestClient backend;

	PartnerClient(RestClient.Builder backend) {
		this.backend = backend.build();
	}

	/**
	 * Asks for what the partner offers.
	 * @param sku the product
	 * @return the offer
	 */
	public Answer offer(String sku) {
		return this.backend.get().uri("/partner-acme/offer-{sku}", sku).retrieve().requiredBody(Answer.class);
	}

	/**
	 * Asks for what the partner wants to be read.
	 * @param sku the product
	 * @return the banner
	 */
	public Answer banner(String sku) {
		return this.backend.get().uri("/partner-acme/banner-{sku}", sku).retrieve().requiredBody(Answer.class);
	}

	Answer withoutPartner() {
		return Answer.standIn("nothing today");
	}

}
