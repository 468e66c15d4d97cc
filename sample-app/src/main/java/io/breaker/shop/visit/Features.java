package io.breaker.shop.visit;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import io.breaker.shop.client.ExchangeRateClient;
import io.breaker.shop.client.InventoryClient;
import io.breaker.shop.client.LoyaltyClient;
import io.breaker.shop.client.PartnerClient;
import io.breaker.shop.client.PaymentClient;
import io.breaker.shop.client.PriceClient;
import io.breaker.shop.client.RecommendationClient;
import io.breaker.shop.client.ReservationClient;
import io.breaker.shop.client.ReviewClient;
import io.breaker.shop.client.ShippingClient;

/**
 * All that the shop shows, in the order of the page.
 */
@Configuration(proxyBeanMethods = false)
class Features {

	@Bean
	Feature stock(InventoryClient client) {
		return new Feature("stock", "Stock", "The last known value as fallback", "InventoryClient.stock", "inventory",
				Feature.plain(client::stock));
	}

	@Bean
	Feature price(PriceClient client) {
		return new Feature("price", "Price", "A fallback for rejections only", "PriceClient.price", "prices",
				Feature.plain(client::price));
	}

	@Bean
	Feature reviews(ReviewClient client) {
		return new Feature("reviews", "Reviews", "Slow calls open it, too", "ReviewClient.reviews", "reviews",
				Feature.plain(client::reviews));
	}

	@Bean
	Feature recommendations(RecommendationClient client) {
		return new Feature("recommendations", "Goes well with it", "Asynchronous: CompletableFuture",
				"RecommendationClient.recommendations", "recommendations", client::recommendations);
	}

	@Bean
	Feature shipping(ShippingClient client) {
		return new Feature("shipping", "Arrives", "Reactive: WebClient and Mono", "ShippingClient.days", "shipping",
				(sku) -> client.days(sku).toFuture());
	}

	@Bean
	Feature points(LoyaltyClient client) {
		return new Feature("points", "Points", "It observes, and rejects nobody", "LoyaltyClient.points", "loyalty",
				Feature.plain(client::points));
	}

	@Bean
	Feature payment(PaymentClient client) {
		return new Feature("payment", "Payment", "An exact window, and no fallback", "PaymentClient.pay", "payments",
				Feature.plain(client::pay));
	}

	@Bean
	Feature reservation(ReservationClient client) {
		return new Feature("reservation", "Reservation", "A retry around the breaker", "ReservationClient.reserve",
				"reservations", Feature.plain(client::reserve));
	}

	@Bean
	Feature offer(PartnerClient client) {
		return new Feature("offer", "Partner's offer", "One breaker for two methods", "PartnerClient.offer",
				"partner-acme", Feature.plain(client::offer));
	}

	@Bean
	Feature banner(PartnerClient client) {
		return new Feature("banner", "Partner's banner", "… this is the other method", "PartnerClient.banner",
				"partner-acme", Feature.plain(client::banner));
	}

	@Bean
	Feature rate(ExchangeRateClient client) {
		return new Feature("rate", "Rate of exchange", "Plain Java: a registry and a lambda", "ExchangeRateClient.rate",
				"exchange-rates", Feature.plain((sku) -> client.rate()));
	}

}
