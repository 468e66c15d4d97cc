package io.breaker.spring.slices;

import io.breaker.CallRejectedException;
import io.breaker.spring.CircuitBreaker;
import reactor.core.publisher.Mono;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * A controller that is guarded itself.
 */
@RestController
class OrderController {

	@GetMapping("/guarded")
	@CircuitBreaker("orders")
	public String guarded() {
		return "orders";
	}

	@GetMapping("/fallback")
	@CircuitBreaker(name = "orders", fallback = "later")
	public String withFallback() {
		return "orders";
	}

	@GetMapping("/reactive")
	@CircuitBreaker(name = "orders", fallback = "later")
	public Mono<String> reactive() {
		return Mono.just("orders");
	}

	String later(CallRejectedException rejected) {
		return "later";
	}

}
