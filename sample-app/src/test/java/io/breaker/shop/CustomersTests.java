package io.breaker.shop;

import com.jayway.jsonpath.JsonPath;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The customers that the shop can send: seen on the page, and never for ever.
 */
class CustomersTests extends OpenShop {

	@Test
	void customersAreSeenAndGoHomeByThemselves() {
		run("curl -d rate=20 -d for=5s localhost:8080/shop/customers");

		soon().until(() -> visits() > 0);
		soon().until(() -> status("$.customers.rate").equals(0));
		String story = run("curl localhost:8080/shop/status").body();
		assertThat(story).contains("20 a second look at each feature, for 5 s", "have gone home after");
	}

	@Test
	void noMoreThanTwentyCustomersWaitAtOneFeature() {
		run("curl -d fault=hang localhost:8081/faults/loyalty");
		run("curl -d rate=50 -d for=4s localhost:8080/shop/customers");

		soon().until(() -> waiting() >= 15);
		soon().until(() -> {
			assertThat(waiting()).isLessThanOrEqualTo(20);
			return status("$.customers.rate").equals(0);
		});
	}

	@Test
	void tooManyCustomersAreRefusedWithTheRange() {
		assertThat(run("curl -d rate=51 localhost:8080/shop/customers").body())
			.contains("'rate' must be a whole number from 1 to 50 but was '51'");
		assertThat(status("$.customers.rate")).isEqualTo(0);
	}

	private int visits() {
		return (int) status("$.customers.visits");
	}

	private int waiting() {
		return (int) status("$.features[5].waiting");
	}

	private Object status(String path) {
		return JsonPath.read(run("curl localhost:8080/shop/status").body(), path);
	}

}
