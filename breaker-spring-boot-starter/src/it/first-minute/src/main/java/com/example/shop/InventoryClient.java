package com.example.shop;

import io.breaker.spring.CircuitBreaker;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.web.client.RestClient;

@Service
class InventoryClient {

	private final RestClient inventory;

	InventoryClient(@Value("${inventory.url:http://localhost:9090}") String url) {
		this.inventory = RestClient.create(url);
	}

	@CircuitBreaker(fallback = "lastKnownStock")
	String stock(String sku) {
		return this.inventory.get().uri("/inventory/{sku}", sku).retrieve().body(String.class);
	}

	private String lastKnownStock(String sku) {
		return "last known stock of " + sku;
	}

}
