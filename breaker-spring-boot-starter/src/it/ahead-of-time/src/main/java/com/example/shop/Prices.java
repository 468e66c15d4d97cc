package com.example.shop;

import io.breaker.spring.CircuitBreaker;

interface Prices {

	@CircuitBreaker(fallback = "usualPrice")
	String price(String sku);

	default String usualPrice(String sku) {
		return "usual price of " + sku;
	}

}
