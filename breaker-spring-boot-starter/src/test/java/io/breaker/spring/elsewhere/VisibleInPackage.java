package io.breaker.spring.elsewhere;

import io.breaker.spring.CircuitBreaker;

/**
 * Has a guarded method that classes of other packages cannot override.
 */
public class VisibleInPackage {

	@CircuitBreaker
	String stock(String sku) {
		return sku;
	}

}
