package io.breaker.shop.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

import io.breaker.BreakerRegistry;
import io.breaker.shop.backend.Faults;
import io.breaker.shop.backend.Faults.Health;
import io.breaker.shop.visit.Customers;
import io.breaker.shop.visit.Load;
import io.breaker.shop.visit.Shop;
import io.breaker.shop.visit.Story;

/**
 * What the page of the shop shows and does.
 */
@RestController
@RequestMapping("/shop")
class ShopController {

	private final Shop shop;

	private final Customers customers;

	private final Faults faults;

	private final Story story;

	private final BreakerRegistry breakers;

	ShopController(Shop shop, Customers customers, Faults faults, Story story, BreakerRegistry breakers) {
		this.shop = shop;
		this.customers = customers;
		this.faults = faults;
		this.story = story;
		this.breakers = breakers;
	}

	/**
	 * Everything that the page shows, of one moment.
	 */
	@GetMapping("/status")
	Status status() {
		Map<String, BreakerLook> looks = new TreeMap<>();
		this.breakers.all().forEach((breaker) -> looks.put(breaker.name(), BreakerLook.at(breaker)));
		return new Status(Instant.now(), this.customers.look(), this.shop.look(), looks, this.faults.look(),
				this.story.news());
	}

	@PostMapping("/customers")
	Load come(@RequestParam Map<String, String> text) {
		return this.customers.come(text);
	}

	@DeleteMapping("/customers")
	Load leave() {
		return this.customers.leave();
	}

	/**
	 * The same as on the port of the backend, for the buttons of the page.
	 */
	@PostMapping("/faults/{service}")
	Map<String, Health> fault(@PathVariable String service, @RequestParam Map<String, String> text) {
		return this.faults.order(service, text);
	}

	/**
	 * Everything that the page shows.
	 */
	record Status(Instant time, Load customers, List<Shop.Look> features, Map<String, BreakerLook> breakers,
			Map<String, Health> services, List<Story.News> story) {
	}

}
