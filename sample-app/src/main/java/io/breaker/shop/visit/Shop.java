package io.breaker.shop.visit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import io.breaker.BreakerRegistry;
import io.breaker.shop.client.Answer;
import io.breaker.shop.input.Input;

/**
 * The shop: products, features, and the counter where every customer is served.
 */
@Component
public class Shop {

	/**
	 * What the shop sells.
	 */
	public static final List<String> PRODUCTS = List.of("mug", "lamp", "scarf");

	private final Map<String, Feature> features = new LinkedHashMap<>();

	private final Map<String, Visits> visits = new LinkedHashMap<>();

	private final BreakerRegistry breakers;

	Shop(List<Feature> features, BreakerRegistry breakers) {
		this.breakers = breakers;
		for (Feature feature : features) {
			this.features.put(feature.name(), feature);
			this.visits.put(feature.name(), new Visits());
		}
	}

	/**
	 * Serves a customer.
	 * @param product what the customer looks at
	 * @param feature what the customer wants to know
	 * @return the answer, later
	 */
	public CompletionStage<Answer> visit(String product, String feature) {
		Input.oneOf("product", PRODUCTS, product);
		Input.oneOf("feature", this.features.keySet(), feature);
		return visits(feature).visit(feature(feature), product);
	}

	List<Feature> features() {
		return List.copyOf(this.features.values());
	}

	Visits visits(String feature) {
		return found(this.visits, feature);
	}

	private Feature feature(String name) {
		return found(this.features, name);
	}

	private static <T> T found(Map<String, T> map, String name) {
		T found = map.get(name);
		if (found == null) {
			throw new IllegalArgumentException(name);
		}
		return found;
	}

	/**
	 * Returns what the customers of each feature get.
	 * @return the features, in the order of the page
	 */
	public List<Look> look() {
		return this.features.values().stream().map((feature) -> Look.at(feature, visits(feature.name()))).toList();
	}

	@Scheduled(fixedRate = 1_000)
	void tick() {
		this.features.forEach((name, feature) -> visits(name).tick(this.breakers.breaker(feature.breaker()).state()));
	}

	/**
	 * What the customers of a feature get.
	 *
	 * @param name the name in addresses
	 * @param title the name for people
	 * @param idea what it shows about breakers
	 * @param method which method is guarded
	 * @param breaker the name of its breaker, and of the service behind it
	 * @param waiting how many customers wait for an answer
	 * @param last what the last customer got, {@code null} before the first one
	 * @param seconds how many were served how, for each second of the last minute, in the
	 * order of {@link Served}
	 * @param states the state of the breaker in each of these seconds, by its first
	 * letter
	 */
	public record Look(String name, String title, String idea, String method, String breaker, int waiting,
			@Nullable Visit last, List<int[]> seconds, String states) {

		static Look at(Feature feature, Visits visits) {
			return new Look(feature.name(), feature.title(), feature.idea(), feature.method(), feature.breaker(),
					visits.waiting(), visits.last(), visits.minute().counts(), visits.minute().states());
		}

	}

}
