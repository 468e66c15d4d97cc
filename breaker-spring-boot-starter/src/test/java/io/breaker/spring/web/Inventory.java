package io.breaker.spring.web;

import java.util.concurrent.CompletableFuture;

import io.breaker.spring.CircuitBreaker;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * What the controllers of the tests ask, guarded by breaker {@code inventory}.
 */
public class Inventory {

	@CircuitBreaker("inventory")
	public String stock() {
		return "42";
	}

	@CircuitBreaker("inventory")
	public CompletableFuture<String> stockLater() {
		return CompletableFuture.completedFuture("42");
	}

	@CircuitBreaker("inventory")
	public Mono<String> stockMono() {
		return Mono.just("42");
	}

	@CircuitBreaker("inventory")
	public Flux<String> stockFlux() {
		return Flux.just("4", "2");
	}

}
