package com.example.shop;

import io.breaker.BreakerRegistry;

import org.springframework.boot.CommandLineRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/**
 * Calls all that is guarded and says what came of it.
 */
@SpringBootApplication
public class ShopApplication {

	public static void main(String[] args) {
		SpringApplication.run(ShopApplication.class, args);
	}

	@Bean
	Prices prices() {
		return (sku) -> {
			throw new IllegalStateException("broken");
		};
	}

	@Bean
	CommandLineRunner caller(InventoryClient inventory, Prices prices, BreakerRegistry breakers) {
		return (args) -> {
			System.out.println("private: " + inventory.stock("tea"));
			System.out.println("of a bean: " + inventory.location("tea"));
			System.out.println("later: " + inventory.supplier("tea").join());
			System.out.println("own annotation: " + inventory.weight("tea"));
			System.out.println("interface: " + prices.price("tea"));
			System.out.println("failure rate: " + breakers.breaker("inventory").settings());
		};
	}

}
