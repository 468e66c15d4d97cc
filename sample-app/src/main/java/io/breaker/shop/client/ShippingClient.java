package io.breaker.shop.client;

import reactor.core.publisher.Mono;

import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;

import io.breaker.spring.CircuitBreaker;

/**
 * Asks how long the way is.
 */
@Component
public class ShippingClient {

	private final WebClient backend;

	ShippingClient(WebClient.Builder backend) {
		this.backend = backend.build();
	}

	/**
	 * Asks when a product arrives.
	 * @param sku the product
	 * @return the days, to whoever subscribes
	 */
	// Reactive: each subscription is one call, cancelling it is neither a success nor a
	// failure. While the breaker is open this method is not even entered.
	@CircuitBreaker(name = "shipping", fallback = "longest")
	public Mono<Answer> days(String sku) {
		return this.backend.get().uri("/shipping/{sku}", sku).retrieve().bodyToMono(Answer.class);
	}

	Mono<Answer> longest() {
		return Mono.just(Answer.standIn("in a week at most"));
	}

}
