package io.breaker.shop;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * A small shop with a backend that can be broken by hand.
 */
@SpringBootApplication
public class ShopApplication {

	/**
	 * Starts the shop.
	 * @param arguments settings, such as {@code --server.port=8090}
	 */
	public static void main(String[] arguments) {
		SpringApplication.run(ShopApplication.class, arguments);
	}

}
