package io.breaker.shop.client;

import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.service.annotation.GetExchange;

import io.breaker.CallRejectedException;
import io.breaker.spring.CircuitBreaker;

/**
 * Asks what a product costs. An HTTP interface client: Spring writes the code.
 */
public interface PriceClient {

	/**
	 * Asks for the price of a product.
	 * @param sku the product
	 * @return the price
	 */
	// A fallback for rejections only, because it takes a CallRejectedException: while the
	// breaker is open the list price holds. A call that fails is an error as ever, and
	// nobody sells at a wrong price unnoticed.
	@CircuitBreaker(name = "prices", fallback = "listPrice")
	@GetExchange("/prices/{sku}")
	Answer price(@PathVariable String sku);

	/**
	 * Answers while the breaker is open.
	 * @param sku the product
	 * @param rejected says which breaker turned the call away, and for how long
	 * @return the price of the printed list
	 */
	default Answer listPrice(String sku, CallRejectedException rejected) {
		return Answer.standIn("19.90 EUR, list price");
	}

}
