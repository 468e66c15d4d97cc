package io.breaker.spring.slices;

import io.breaker.spring.CircuitBreaker;

import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

/**
 * A client of HTTP that is guarded. No slice of the web sees it.
 */
@Service
class Warehouse {

	private final RestClient client;

	Warehouse(RestClient.Builder client) {
		this.client = client.baseUrl("http://warehouse.example").build();
	}

	@CircuitBreaker(name = "warehouse", fallback = "lastKnown")
	public String stock() {
		return this.client.get().uri("/stock").retrieve().body(String.class);
	}

	String lastKnown() {
		return "last known";
	}

	/**
	 * What is sent of it.
	 */
	record Stock(String sku, int pieces) {
	}

}
