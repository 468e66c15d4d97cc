package io.breaker.spring.actuate;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import io.breaker.Breaker;
import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.event.BreakerSnapshot;
import io.breaker.spring.actuate.RunningApplication.Answer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.web.util.UriUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What cannot be is refused with a reason, and changes nothing.
 */
// INV-69
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BadInputTests {

	private static final String PATH = "/actuator/breakers/inventory";

	private static final String SETTINGS = PATH + "/settings";

	private static RunningApplication app;

	private BreakerSnapshot before;

	private BreakerSettings settings;

	private int breakers;

	BadInputTests(WebApplicationType type) {
	}

	@BeforeParameterizedClassInvocation
	static void start(WebApplicationType type) {
		app = RunningApplication.start(type);
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		app.close();
	}

	@BeforeEach
	void remember() {
		this.before = app.breaker("inventory").snapshot();
		this.settings = app.breaker("inventory").settings();
		this.breakers = app.registry().all().size();
	}

	@AfterEach
	void nothingHasChanged() {
		assertThat(app.breaker("inventory").snapshot()).isEqualTo(this.before);
		assertThat(app.breaker("inventory").settings()).isSameAs(this.settings);
		assertThat(app.registry().all()).hasSize(this.breakers);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"action":"force-opn"}                       | action | 'action' must be one of force-open, disable, observe, enforce, reset but was force-opn; did you mean 'force-open'?
					{"action":null}                              | action | 'action' must be one of force-open, disable, observe, enforce, reset but was empty
					{}                                           | action | 'action' must be one of force-open, disable, observe, enforce, reset but was empty
					{"action":"observe","for":"10"}              | for    | 'for' must be a duration of at least 1ms and at most 366d, such as 800ms or 5s, but was 10
					{"action":"observe","for":"0s"}              | for    | 'for' must be a duration of at least 1ms and at most 366d, such as 800ms or 5s, but was 0s
					{"action":"observe","for":"-1m"}             | for    | 'for' must be a duration of at least 1ms and at most 366d, such as 800ms or 5s, but was -1m
					{"action":"observe","for":"367d"}            | for    | 'for' must be a duration of at least 1ms and at most 366d, such as 800ms or 5s, but was 367d
					{"action":"reset","for":"10m"}               | for    | 'for' must be absent, since 'reset' does not hold for a time, but was 10m
					{"action":"enforce","for":"10m"}             | for    | 'for' must be absent, since 'enforce' does not hold for a time, but was 10m
					{"action":"observe","raeson":"x"}            | raeson | 'raeson' must be a known key (action, for, reason) but was raeson; did you mean 'reason'?
					{"action":"observe","failure-rate":"40%"}    | failure-rate | 'failure-rate' must be a known key (action, for, reason) but was failure-rate
					{"action":"observe","name":"ledger"}         | name   | 'name' must be a known key (action, for, reason) but was name
					{"action":"observe","path":"ledger"}         | path   | 'path' must be a known key (action, for, reason) but was path
					{"action":"observe","body":"ledger"}         | body   | 'body' must be a known key (action, for, reason) but was body
					""")
	void actionThatCannotBeIsRefused(String body, String key, String message) {
		refused(app.post(PATH, body), key, message);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					{"failure-rate":"400%"}                      | failure-rate | 'failure-rate' must be a percentage of at least 0.0001% and at most 100% with up to four decimals, such as 40%, but was 400%
					{"failure-rate":0.4}                         | failure-rate | 'failure-rate' must be a percentage of at least 0.0001% and at most 100% with up to four decimals, such as 40%, but was 0.4
					{"evidence":"20","failure-rate":"400%"}      | failure-rate | 'failure-rate' must be a percentage of at least 0.0001% and at most 100% with up to four decimals, such as 40%, but was 400%
					{"evidence":"20","minimum-calls":0}          | minimum-calls | 'minimum-calls' must be a whole number of at least 1 and at most 1000000 but was 0
					{"mode":"enforec"}                           | mode | 'mode' must be one of enforce, observe, forced-open, disabled but was enforec; did you mean 'enforce'?
					{"open-for":"10"}                            | open-for | 'open-for' must be a duration of at least 1ms and at most 1d, such as 800ms or 5s, but was 10
					{"ignore":"java.io.IOExeption"}              | ignore | 'ignore' must be a list of exception classes with their packages, such as java.io.IOException, but was java.io.IOExeption; did you mean 'java.io.IOException'?
					{"record-when":"x"}                          | record-when | 'record-when' must be given in code, as a Predicate, but was x
					{"template":"remote"}                        | template | 'template' must be changed in the configuration, since it says where settings come from, but was remote
					{"window":"10","minimum-calls":"20"}         | minimum-calls | 'minimum-calls' must be at most 'window', 10 calls, but was 20
					{"slow-call-rate":"50%"}                     | slow-call-rate | 'slow-call-rate' must stand together with 'window' and 'slow-call' but was 50%
					{"all":"40%"}                                | all | 'all' must be 'configured' or null, to drop what was tuned, but was 40%
					{"failure-rate":null,"for":"10m"}            | for | 'for' must be absent, since only a value can have an end, but was 10m
					{"for":"10m"}                                | for | 'for' must be absent, since only a value can have an end, but was 10m
					{}                                           | settings | 'settings' must name at least one setting, such as failure-rate, but was empty
					""")
	void tuningThatCannotBeIsRefusedAsAWhole(String body, String key, String message) {
		refused(app.post(SETTINGS, body), key, message);
	}

	@Test
	void unknownSettingIsRefusedWithTheNearest() {
		Answer answer = app.post(SETTINGS, "{\"evidence\":\"20\",\"failure-rat\":\"40%\"}");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("/key")).isEqualTo("failure-rat");
		assertThat(answer.text("/must")).startsWith("be a known key (mode, failure-rate, evidence, ");
		assertThat(answer.text("/nearest")).isEqualTo("failure-rate");
	}

	private static void refused(Answer answer, String key, String message) {
		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("/message")).isEqualTo(message);
		assertThat(answer.text("/key")).isEqualTo(key);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/actuator/breakers/inventroy", "/actuator/breakers/inventroy/settings" })
	void unknownNameIsNotFoundAndMakesNoBreaker(String path) {
		Answer answer = app.post(path, "{\"action\":\"force-open\"}");

		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.text("/nearest")).isEqualTo("inventory");
		assertThat(app.registry().find("inventroy")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "/actuator/breakers, 405", "/actuator/breakers/inventory/setting, 404",
			"/actuator/breakers/inventory/settings/failure-rate, 404", "/actuator/breakerevents, 405" })
	void pathThatMeansNothingIsRefused(String path, int status) {
		assertThat(app.post(path, "{\"action\":\"force-open\"}").status()).isEqualTo(status);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?path=inventory", "?path=ledger", "?path=ledger&path=settings", "?name=ledger",
			"?action=observe&action=reset" })
	void queryCannotPointToAnotherBreaker(String query) {
		Answer answer = app.post(PATH + query, "{\"action\":\"force-open\"}");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(app.breaker("ledger").mode()).isEqualTo(BreakerMode.ENFORCE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"action\":", "force-open", "[\"action\"]", "{\"action\":{\"a\":1}}",
			"{\"action\":[\"reset\"]}", "\"reset\"", "{\"action\":\"reset\"} x" })
	void whatIsNoJsonObjectOfTextsIsRefused(String body) {
		assertThat(app.post(PATH, body).status()).isEqualTo(400);
		assertThat(app.post(SETTINGS, body).status()).isEqualTo(400);
	}

	@Test
	void nestedBombIsRefused() {
		assertThat(app.post(PATH, "[".repeat(100_000)).status()).isEqualTo(400);
		assertThat(app.post(PATH, "{\"a\":".repeat(100_000)).status()).isIn(400, 413);
		assertThat(app.post(PATH, "{\"action\":" + "[".repeat(1_000)).status()).isEqualTo(400);
	}

	@Test
	void megabyteIsRefused() {
		String megabyte = "x".repeat(1_000_000);

		assertThat(app.post(PATH, "{\"action\":\"observe\",\"reason\":\"" + megabyte + "\"}").status()).isEqualTo(413);
		assertThat(app.post(PATH, "{\"action\":\"observe\",\"" + megabyte + "\":\"\"}").status()).isIn(400, 413);
		assertThat(app.post(SETTINGS, "{\"failure-rate\":\"" + megabyte + "\"}").status()).isEqualTo(413);
	}

	@Test
	void longReasonIsRefused() {
		refused(app.post(PATH, "{\"action\":\"observe\",\"reason\":\"" + "x".repeat(501) + "\"}"), "reason",
				"'reason' must be a text of at most 500 characters but was " + "x".repeat(200) + "…");
	}

	@ParameterizedTest
	@ValueSource(strings = { "text/plain", "application/x-www-form-urlencoded", "application/xml" })
	void otherMediaTypesAreRefused(String type) {
		Answer answer = app
			.send(app.request(PATH).header("Content-Type", type).POST(BodyPublishers.ofString("action=reset")));

		assertThat(answer.status()).isEqualTo(415);
	}

	@ParameterizedTest
	@ValueSource(strings = { "<img src=x onerror=alert(1)>", "\"},{\"a\":\"", "a\u202eb", "\u2028" })
	void whatIsRefusedIsShownHarmlessly(String value) {
		String json = RunningApplication.JSON.writeValueAsString(value);

		Answer answer = app.post(PATH, "{\"action\":" + json + "}");

		assertThat(answer.status()).isEqualTo(400);
		assertThat(answer.text("/message")).doesNotContain("\u202e", "\u2028");
		assertThat(answer.json().propertyNames()).containsExactly("message", "key", "must");
	}

	// INV-71
	@ParameterizedTest
	@ValueSource(strings = { "TestClient#getHello()", "für ä ö ü ß", "日本語", "a b  c", "50%", "a;b=c", "a+b&c?d",
			"<img src=x onerror=alert(1)>", "\"quoted\"", "'", ".", "..", "{name}", "*", "%2F", "settings" })
	void namesWithAnyCharactersWork(String name) {
		Breaker breaker = app.registry().breaker(name);
		String path = "/actuator/breakers/" + UriUtils.encode(name, StandardCharsets.UTF_8);

		Answer written = app.post(path, "{\"action\":\"observe\",\"reason\":\"<b>\\u0007\\n\"}");
		Answer tuned = app.post(path + "/settings", "{\"failure-rate\":\"40%\"}");
		Answer read = app.get(path);
		Answer events = app.get("/actuator/breakerevents/" + UriUtils.encode(name, StandardCharsets.UTF_8));
		app.registry().remove(name);

		assertThat(written.status()).isEqualTo(200);
		assertThat(written.text("/name")).isEqualTo(name);
		assertThat(tuned.status()).isEqualTo(200);
		assertThat(read.text("/name")).isEqualTo(name);
		assertThat(read.text("/override/reason")).isEqualTo("<b>\u0007");
		assertThat(read.body()).doesNotContain("\u0007");
		assertThat(events.text("/events/0/breaker")).isEqualTo(name);
		assertThat(breaker.mode()).isEqualTo(BreakerMode.OBSERVE);
	}

	// INV-71
	@Test
	void longestNameWorks() {
		namesWithAnyCharactersWork("ß".repeat(200));
	}

	@Test
	void nameWithControlCharactersIsNotFound() {
		Answer answer = app.get("/actuator/breakers/a%0Ab%1B");

		assertThat(answer.status()).isIn(400, 404);
		assertThat(answer.body()).doesNotContain("\u001b");
	}

}
