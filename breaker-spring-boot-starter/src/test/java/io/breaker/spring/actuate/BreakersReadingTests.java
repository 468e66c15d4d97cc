package io.breaker.spring.actuate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.breaker.Breaker;
import io.breaker.CallRejectedException;
import io.breaker.Permit;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.Setting;
import io.breaker.event.BreakerState;
import io.breaker.spring.SpringSettings;
import io.breaker.spring.actuate.RunningApplication.Answer;
import io.breaker.spring.actuate.RunningApplication.Inventory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code GET breakers} tells over real HTTP.
 */
// INV-69, INV-28
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BreakersReadingTests {

	private static RunningApplication app;

	BreakersReadingTests(WebApplicationType type) {
	}

	@BeforeParameterizedClassInvocation
	static void start(WebApplicationType type) {
		app = RunningApplication.start(type, "breaker.defaults.evidence-time=0s",
				"breaker.templates.remote.open-for=2s", "breaker.instances.inventory.template=remote",
				"breaker.instances.inventory.failure-rate=40%", "breaker.instances.ledger.window=10",
				"breaker.instances.ledger.minimum-calls=4", "breaker.instances.ledger.slow-call=1s",
				"breaker.instances.ledger.slow-call-rate=100%");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		app.close();
	}

	private static Breaker fresh(String name) {
		app.registry().remove(name);
		return app.registry().breaker(name);
	}

	private static void fail(Breaker breaker, int times) {
		for (int i = 0; i < times; i++) {
			breaker.tryAcquire().ifPresent((permit) -> permit.failure(new IOException("secret of the callee")));
		}
	}

	private static JsonNode listed(String name) {
		for (JsonNode each : app.get("/actuator/breakers").json().get("breakers")) {
			if (each.get("name").asString().equals(name)) {
				return each;
			}
		}
		throw new AssertionError(name + " is not listed");
	}

	@Test
	void breakersAreListedByName() {
		fresh("b");
		fresh("a");

		Answer answer = app.get("/actuator/breakers");

		assertThat(answer.status()).isEqualTo(200);
		List<String> names = answer.json()
			.get("breakers")
			.valueStream()
			.map((each) -> each.get("name").asString())
			.toList();
		assertThat(names).isSorted().contains("a", "b", "inventory", "ledger");
		assertThat(answer.json().get("total").asInt()).isEqualTo(names.size());
	}

	@Test
	void whatIsUndefinedIsAbsent() {
		fresh("quiet");

		JsonNode quiet = listed("quiet");

		assertThat(quiet.propertyNames()).containsExactly("name", "state", "mode", "since", "evidence", "openings",
				"notClosed", "calls", "fallbacks");
		assertThat(app.get("/actuator/breakers/quiet").body()).doesNotContain("NaN", "null", "-1");
	}

	@Test
	void healthyBreakerTellsItsCalls() {
		Breaker breaker = fresh("healthy");
		breaker.run(() -> {
		});
		fail(breaker, 1);
		breaker.countFallback(true);
		breaker.countFallback(false);

		JsonNode healthy = listed("healthy");

		assertThat(healthy.get("state").asString()).isEqualTo("CLOSED");
		assertThat(healthy.get("mode").asString()).isEqualTo("ENFORCE");
		assertThat(healthy.at("/calls/success").asInt()).isEqualTo(1);
		assertThat(healthy.at("/calls/failure").asInt()).isEqualTo(1);
		assertThat(healthy.get("calls").propertyNames()).containsExactly("success", "failure", "slowSuccess",
				"slowFailure", "ignored", "rejected", "cancelled", "wouldReject");
		assertThat(healthy.at("/fallbacks/success").asInt()).isEqualTo(1);
		assertThat(healthy.at("/fallbacks/failure").asInt()).isEqualTo(1);
		assertThat(healthy.get("evidence").asDouble()).isEqualTo(0.0667);
		assertThat(healthy.get("since").asString()).isEqualTo(breaker.snapshot().since().toString());
	}

	@Test
	void windowTellsItsRatesOnceThereAreEnoughCalls() {
		Breaker ledger = fresh("ledger");
		fail(ledger, 1);
		assertThat(listed("ledger").get("window").get("calls").asInt()).isEqualTo(1);
		assertThat(listed("ledger").has("failureRate")).isFalse();
		assertThat(listed("ledger").has("slowRate")).isFalse();
		Permit slow = ledger.acquire();
		app.time.advance(Duration.ofSeconds(2));
		slow.success();
		ledger.acquire().success();

		ledger.acquire().success();

		assertThat(listed("ledger").get("failureRate").asDouble()).isEqualTo(25.0);
		assertThat(listed("ledger").get("slowRate").asDouble()).isEqualTo(25.0);
		assertThat(listed("ledger").get("window")).hasToString("{\"calls\":4,\"failures\":1,\"slow\":1}");
	}

	@Test
	void openBreakerTellsWhyAndForHowLong() {
		Breaker breaker = fresh("open");
		fail(breaker, 16);
		app.time.advance(Duration.ofMillis(160));

		JsonNode open = listed("open");

		assertThat(open.get("state").asString()).isEqualTo("OPEN");
		assertThat(open.get("retryAfter").asDouble()).isEqualTo(0.84);
		assertThat(open.get("notClosed").asDouble()).isEqualTo(0.16);
		assertThat(open.get("openings").asInt()).isEqualTo(1);
		assertThat(open.get("lastFailure").asString()).isEqualTo("java.io.IOException");
		assertThat(open.get("openedBy")).hasToString(
				"{\"rule\":\"EVIDENCE\",\"bad\":15,\"calls\":15,\"rate\":100.0,\"words\":\"failure rate 100 % of 15 calls\"}");
		assertThat(open.at("/calls/rejected").asInt()).isEqualTo(1);
	}

	@Test
	void listIsFilteredByState() {
		fail(fresh("down"), 15);

		Answer open = app.get("/actuator/breakers?state=open");

		assertThat(open.json().get("breakers").valueStream())
			.allMatch((each) -> each.get("state").asString().equals("OPEN"))
			.anyMatch((each) -> each.get("name").asString().equals("down"));
		assertThat(open.json().get("total").asInt()).isEqualTo(open.json().get("breakers").size());
		assertThat(app.get("/actuator/breakers?state=CLOSED").body()).doesNotContain("\"down\"");
	}

	// INV-53
	@Test
	void listIsBounded() {
		IntStream.range(0, 1_100).forEach((i) -> app.registry().breaker("many-%04d".formatted(i)));

		Answer usual = app.get("/actuator/breakers");
		Answer part = app.get("/actuator/breakers?limit=2&offset=3");
		int total = app.registry().all().size();
		IntStream.range(0, 1_100).forEach((i) -> app.registry().remove("many-%04d".formatted(i)));

		assertThat(usual.json().get("total").asInt()).isEqualTo(total);
		assertThat(usual.json().get("breakers")).hasSize(1_000);
		assertThat(part.json().get("breakers")).hasSize(2);
		assertThat(part.json().at("/breakers/0")).isEqualTo(usual.json().at("/breakers/3"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			limit=0     | 'limit' must be a whole number of at least 1 and at most 10000 but was 0
			limit=10001 | 'limit' must be a whole number of at least 1 and at most 10000 but was 10001
			limit=x     | 'limit' must be a whole number of at least 1 and at most 10000 but was x
			offset=-1   | 'offset' must be a whole number of at least 0 and at most 2147483647 but was -1
			state=opne  | 'state' must be one of closed, open, half-open, recovering but was opne; did you mean 'open'?
			""")
	void queryThatCannotBeIsRefused(String query, String message) {
		Answer answer = app.get("/actuator/breakers?" + query);

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("/message")).isEqualTo(message);
	}

	@Test
	void detailHoldsWhatTheListHolds() {
		fail(fresh("same"), 16);

		JsonNode listed = listed("same");
		JsonNode detail = app.get("/actuator/breakers/same").json();

		listed.propertyStream().forEach((each) -> assertThat(detail.get(each.getKey())).isEqualTo(each.getValue()));
		assertThat(detail.propertyNames()).contains("situation", "behaviour", "settings", "guards", "incidents");
	}

	@Test
	void detailNamesTheOriginOfEverySetting() {
		JsonNode settings = app.get("/actuator/breakers/inventory").json().get("settings");

		assertThat(settings.propertyNames())
			.containsExactlyElementsOf(SpringSettings.all().stream().map(Setting::key).toList());
		assertThat(settings.get("failure-rate")).hasToString("{\"value\":\"40%\",\"origin\":\"instances.inventory\"}");
		assertThat(settings.get("open-for")).hasToString("{\"value\":\"2s\",\"origin\":\"templates.remote\"}");
		assertThat(settings.get("evidence-time")).hasToString("{\"value\":\"0s\",\"origin\":\"defaults\"}");
		assertThat(settings.get("ramp")).hasToString("{\"value\":\"1s\",\"origin\":\"built-in\"}");
		assertThat(settings.get("window")).hasToString("{\"value\":\"off\",\"origin\":\"built-in\"}");
	}

	@Test
	void detailNamesGuardedMethodsAndTheirFallbacks() {
		JsonNode guards = app.get("/actuator/breakers/inventory").json().get("guards");

		String type = Inventory.class.getName();
		assertThat(guards).hasToString("[{\"type\":\"" + type
				+ "\",\"method\":\"Inventory.order(String)\",\"fallbacks\":[],\"answersRejections\":false},{\"type\":\""
				+ type + "\",\"method\":\"Inventory.stock(String)\",\"fallbacks\":[\"String Inventory.lastKnownStock("
				+ "String, CallRejectedException)\"],\"answersRejections\":true}]");
	}

	@Test
	void detailTellsTheLastIncidents() {
		Breaker breaker = fresh("incident");
		Instant start = app.time.now();
		fail(breaker, 17);
		app.time.advance(Duration.ofSeconds(1));
		breaker.run(() -> {
		});
		app.time.advance(Duration.ofSeconds(1));
		fail(breaker, 15);

		JsonNode incidents = app.get("/actuator/breakers/incident").json().get("incidents");

		assertThat(incidents).hasSize(2);
		assertThat(incidents.get(0).has("ended")).isFalse();
		assertThat(incidents.get(0).has("endedBy")).isFalse();
		assertThat(incidents.get(1)).hasToString("{\"started\":\"" + start + "\",\"ended\":\"" + start.plusSeconds(2)
				+ "\",\"duration\":2.0,\"openedBy\":{\"rule\":\"EVIDENCE\",\"bad\":15,\"calls\":15,\"rate\":100.0,"
				+ "\"words\":\"failure rate 100 % of 15 calls\"},\"causes\":{\"java.io.IOException\":15},\"firstFailure\":\""
				+ start + "\",\"lastFailure\":\"" + start
				+ "\",\"openings\":1,\"trialsSucceeded\":1,\"trialsFailed\":0,"
				+ "\"rejected\":2,\"fallbacks\":0,\"endedBy\":\"RAMP_COMPLETE\"}");
	}

	@Test
	void messagesOfExceptionsAreNotShownByDefault() {
		fail(fresh("secretive"), 15);

		assertThat(app.get("/actuator/breakers/secretive").body()).contains("java.io.IOException")
			.doesNotContain("secret of the callee");
		assertThat(app.get("/actuator/breakerevents").body()).doesNotContain("secret of the callee");
	}

	@Test
	void detailTellsWhoOverrodeTheMode() {
		Breaker breaker = fresh("overridden");
		breaker.overrideMode(BreakerMode.OBSERVE,
				Intervention.by("alice").because("trying it").lasting(Duration.ofMinutes(10)));
		String now = app.time.now().toString();

		JsonNode detail = app.get("/actuator/breakers/overridden").json();

		assertThat(detail.get("mode").asString()).isEqualTo("OBSERVE");
		assertThat(detail.get("override"))
			.hasToString("{\"mode\":\"OBSERVE\",\"actor\":\"alice\",\"reason\":\"trying it\",\"since\":\"" + now
					+ "\",\"until\":\"" + app.time.now().plus(Duration.ofMinutes(10)) + "\"}");
	}

	// INV-11
	@Test
	void readingTakesNoTrial() {
		Breaker breaker = fresh("trial");
		fail(breaker, 15);
		app.time.advance(Duration.ofSeconds(1));

		for (int i = 0; i < 3; i++) {
			assertThat(app.get("/actuator/breakers/trial").text("/state")).isEqualTo("HALF_OPEN");
		}

		assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
		breaker.run(() -> {
		});
		assertThat(breaker.state()).isEqualTo(BreakerState.RECOVERING);
	}

	@Test
	void unknownNameIsNotFoundAndMakesNoBreaker() {
		Answer answer = app.get("/actuator/breakers/inventroy");

		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.text("/message"))
			.isEqualTo("'name' must name a circuit breaker of this application but was inventroy; did you mean "
					+ "'inventory'?");
		assertThat(answer.text("/nearest")).isEqualTo("inventory");
		assertThat(app.registry().find("inventroy")).isEmpty();
	}

	@Test
	void guardedCallIsToldAsItWent() throws IOException {
		fresh("inventory");
		Inventory inventory = app.context.getBean(Inventory.class);
		for (int i = 0; i < 15; i++) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> inventory.stock("sku"));
		}

		assertThat(inventory.stock("sku")).isEqualTo("unknown");
		assertThatExceptionOfType(CallRejectedException.class).isThrownBy(() -> inventory.order("sku"));

		JsonNode detail = app.get("/actuator/breakers/inventory").json();
		assertThat(detail.at("/calls/rejected").asInt()).isEqualTo(2);
		assertThat(detail.at("/incidents/0/fallbacks").asInt()).isEqualTo(1);
		assertThat(detail.get("situation").asString()).startsWith("Open since ")
			.contains("opened by failure rate 100 % of 15 calls, last failure: java.io.IOException.",
					"the next trial comes in 2.0 s.", "Rejected callers of 1 of 2 guarded methods");
	}

}
