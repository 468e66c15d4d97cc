package com.example.misspelt;

import io.breaker.spring.CircuitBreaker;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.stereotype.Service;

/**
 * An application with a slip of the pen.
 */
@SpringBootApplication
public class MisspeltApplication {

	@Service
	static class InventoryClient {

		@CircuitBreaker(fallback = "lastKnowStock")
		String stock(String sku) {
			return "12 pieces";
		}

		private String lastKnownStock(String sku) {
			return "last known stock of " + sku;
		}

	}

}
