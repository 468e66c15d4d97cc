package io.breaker.shop;

import java.time.Duration;

import io.breaker.event.BreakerState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each idea of the shop over real HTTP: broken, seen, healed, and closed by itself. Waits
 * and ramps are shorter than in the shop, so that nobody has to be patient. The time for
 * an answer is longer, so that what is only slow does not fail where the computer is
 * slow, too; trials have 5 s.
 */
@TestPropertySource(properties = { "spring.http.clients.read-timeout=4s", "breaker.templates.remote.evidence-time=50ms",
		"breaker.defaults.open-for=100ms", "breaker.defaults.open-for-max=200ms", "breaker.defaults.ramp=100ms",
		"breaker.defaults.ramp-max=200ms", "breaker.instances.shipping.ramp=100ms",
		"breaker.instances.shipping.ramp-max=200ms" })
class IdeasTests extends OpenShop {

	@ParameterizedTest
	@CsvSource({ "stock, inventory, LAST_KNOWN", "price, prices, STAND_IN", "reviews, reviews, STAND_IN",
			"recommendations, recommendations, STAND_IN", "shipping, shipping, STAND_IN",
			"offer, partner-acme, STAND_IN", "banner, partner-acme, STAND_IN", "rate, exchange-rates, STAND_IN",
			"payment, payments, 503", "reservation, reservations, 503" })
	void whileTheBreakerIsOpenCustomersAreServedWithoutTheBackend(String feature, String breaker, String served) {
		assertThat(ask(feature)).isEqualTo("LIVE");

		run("curl -d fault=refuse localhost:8081/faults/" + breaker);
		askUntil(feature, breaker, BreakerState.OPEN);
		askUntilServed(feature, served);

		run("curl -d fault=heal localhost:8081/faults/" + breaker);
		askUntil(feature, breaker, BreakerState.CLOSED);
		assertThat(ask(feature)).isEqualTo("LIVE");
	}

	@Test
	void failedCallIsAnErrorWhereTheFallbackIsForRejectionsOnly() {
		run("curl -d fault=fail localhost:8081/faults/prices");

		assertThat(ask("price")).isEqualTo("502");

		askUntil("price", "prices", BreakerState.OPEN);
		askUntilServed("price", "STAND_IN");
	}

	@Test
	void failedCallIsAnsweredByTheLastKnownValue() {
		assertThat(ask("stock")).isEqualTo("LIVE");
		run("curl -d fault=fail localhost:8081/faults/inventory");

		assertThat(ask("stock")).isEqualTo("LAST_KNOWN");
		assertThat(state("inventory")).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void slowAnswersOpenTheBreakerOfTheReviews() {
		long before = this.breakers.breaker("reviews").totals().failure();
		run("curl -d fault=slow -d delay=400ms localhost:8081/faults/reviews");
		assertThat(ask("reviews")).isEqualTo("LIVE");

		run("curl -d rate=20 -d for=20s localhost:8080/shop/customers");
		askUntilServed("reviews", "STAND_IN");
		run("curl -X DELETE localhost:8080/shop/customers");

		assertThat(this.breakers.breaker("reviews").totals().failure()).isEqualTo(before);
	}

	@Test
	void observingBreakerOpensAndRejectsNobody() {
		run("curl -d fault=fail localhost:8081/faults/loyalty");

		askUntil("points", "loyalty", BreakerState.OPEN);
		soon().until(() -> {
			long before = this.breakers.breaker("loyalty").totals().wouldReject();
			boolean failed = ask("points").equals("502");
			return failed && this.breakers.breaker("loyalty").totals().wouldReject() > before;
		});

		assertThat(this.breakers.breaker("loyalty").totals().rejected()).isZero();
		run("curl -d fault=heal localhost:8081/faults/loyalty");
		askUntil("points", "loyalty", BreakerState.CLOSED);
	}

	@Test
	void exactWindowOpensAtTheTenthCallAndNotBefore() {
		run("curl -d fault=fail localhost:8081/faults/payments");
		long before = openings("payments");

		for (int i = 1; i <= 9; i++) {
			ask("payment");
		}
		assertThat(openings("payments")).isEqualTo(before);
		ask("payment");

		assertThat(openings("payments")).isEqualTo(before + 1);
	}

	private long openings(String breaker) {
		return this.breakers.breaker(breaker).transitions(BreakerState.CLOSED, BreakerState.OPEN);
	}

	@Test
	void retryHidesThatEverySecondAttemptFails() {
		run("curl -d fault=fail -d percent=50 localhost:8081/faults/reservations");
		long before = this.breakers.breaker("reservations").totals().failure();

		for (int i = 0; i < 10; i++) {
			assertThat(ask("reservation")).isEqualTo("LIVE");
		}

		assertThat(this.breakers.breaker("reservations").totals().failure() - before).isEqualTo(10);
	}

	@Test
	void rejectionIsNotTriedAgain() {
		run("curl -d fault=fail localhost:8081/faults/reservations");
		askUntil("reservation", "reservations", BreakerState.OPEN);
		soon().until(() -> {
			long before = this.breakers.breaker("reservations").totals().rejected();
			boolean rejected = ask("reservation").equals("503");
			return rejected && this.breakers.breaker("reservations").totals().rejected() - before == 1;
		});
	}

	@Test
	void whatOneMethodFindsOutProtectsTheOther() {
		run("curl -d fault=hang localhost:8081/faults/partner-acme");
		run("curl -d rate=20 -d for=20s localhost:8080/shop/customers");
		soon().until(() -> state("partner-acme") == BreakerState.OPEN);
		run("curl -X DELETE localhost:8080/shop/customers");

		soon().until(() -> ask("offer").equals("STAND_IN") && ask("banner").equals("STAND_IN"));
	}

	@Test
	void mistakeOfTheCallerSaysNothingAboutTheBackend() {
		run("curl -d fault=fail -d status=404 localhost:8081/faults/inventory");

		for (int i = 0; i < 50; i++) {
			assertThat(ask("stock")).isEqualTo("502");
		}

		assertThat(state("inventory")).isEqualTo(BreakerState.CLOSED);
	}

	@Test
	void backendThatAsksForTimeGetsIt() {
		run("curl -d fault=fail -d status=503 localhost:8081/faults/inventory");

		soon().until(() -> {
			ask("stock");
			Duration wait = this.breakers.breaker("inventory").snapshot().retryAfter();
			return wait != null && wait.compareTo(Duration.ofSeconds(1)) > 0;
		});
	}

}
