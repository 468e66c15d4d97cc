package com.example.shop;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import io.breaker.CallRejectedException;
import io.breaker.spring.CircuitBreaker;

import org.springframework.stereotype.Service;

@Service
class InventoryClient {

	@CircuitBreaker(name = "inventory", fallback = "lastKnownStock")
	String stock(String sku) throws IOException {
		throw new FileNotFoundException("broken");
	}

	private String lastKnownStock(String sku, CallRejectedException rejected) {
		return "not asked for " + sku;
	}

	private String lastKnownStock(String sku, IOException failure) {
		return "last known stock of " + sku;
	}

	@CircuitBreaker(fallback = "warehouse::usualLocation")
	String location(String sku) {
		throw new IllegalStateException("broken");
	}

	@CircuitBreaker(fallback = "usualSupplier")
	CompletableFuture<String> supplier(String sku) {
		return CompletableFuture.failedFuture(new IllegalStateException("broken"));
	}

	private String usualSupplier(String sku) {
		return "usual supplier of " + sku;
	}

	@Remote(answer = "usualWeight")
	int weight(String sku) {
		throw new IllegalStateException("broken");
	}

	private int usualWeight() {
		return 100;
	}

}
