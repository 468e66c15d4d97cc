package io.breaker.spring.slices;

import io.breaker.spring.CircuitBreaker;
import reactor.core.publisher.Mono;

import org.springframework.stereotype.Service;
import org.springframework.web.reactive.function.client.WebClient;

/**
 * A reactive client of HTTP that is guarded.
 */
@Service
class ReactiveWarehouse {

	private final WebClient client;

	ReactiveWarehouse(WebClient.Builder client) {
		this.client = client.exchangeFunction((request) -> Mono.error(new IllegalStateException("no answer"))).build();
	}

	@CircuitBreaker(name = "warehouse", fallback = "lastKnown")
	public Mono<String> stock() {
		return this.client.get().uri("http://warehouse.example/stock").retrieve().bodyToMono(String.class);
	}

	String lastKnown() {
		return "last known";
	}

}
