package io.breaker.shop.web;

import java.util.concurrent.CompletionStage;

import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

import io.breaker.shop.client.Answer;
import io.breaker.shop.visit.Shop;

/**
 * What customers ask: {@code /products/mug/stock}.
 */
@RestController
class ProductController {

	private final Shop shop;

	ProductController(Shop shop) {
		this.shop = shop;
	}

	@GetMapping("/products/{product}/{feature}")
	CompletionStage<Answer> answer(@PathVariable String product, @PathVariable String feature) {
		return this.shop.visit(product, feature);
	}

}
