package io.breaker.spring.aspectj.woven;

import io.breaker.spring.CircuitBreaker;

/**
 * Overrides a guarded method and calls the one it overrides.
 */
public class Special extends Inventory {

	@Override
	@CircuitBreaker("special")
	public String stock(String sku) {
		return "special " + super.stock(sku);
	}

}
