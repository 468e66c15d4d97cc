package io.breaker.spring.actuate;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.breaker.Breaker;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.Setting;
import io.breaker.config.Settings;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerState;
import io.breaker.event.ModeChanged;
import io.breaker.event.SettingsChanged;
import io.breaker.spring.SpringSettings;
import io.breaker.spring.actuate.RunningApplication.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@code POST breakers/{name}} does over real HTTP.
 */
// INV-69
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class OperatorTests {

	/**
	 * Another value for each setting; those that only code can give have none.
	 */
	private static final Map<String, String> OTHER = Map.ofEntries(Map.entry("mode", "observe"),
			Map.entry("failure-rate", "33.34%"), Map.entry("evidence", "30"), Map.entry("evidence-time", "2s"),
			Map.entry("window", "100"), Map.entry("minimum-calls", "10"), Map.entry("consecutive-failures", "50"),
			Map.entry("slow-call", "800ms"), Map.entry("slow-call-rate", "70%"), Map.entry("open-for", "2s"),
			Map.entry("open-for-max", "6s"), Map.entry("open-jitter", "10%"), Map.entry("trial-calls", "2"),
			Map.entry("recovery-rate", "50%"), Map.entry("trial-timeout", "20s"), Map.entry("ramp", "0s"),
			Map.entry("ramp-max", "30s"), Map.entry("record", "java.io.IOException"),
			Map.entry("ignore", "java.lang.IllegalStateException,java.io.EOFException"),
			Map.entry("retry-after-max", "10s"), Map.entry("record-status", "500-503"),
			Map.entry("ignore-status", "404"), Map.entry("health", "down-when-open"));

	private static final List<String> CODE_ONLY = List.of("record-when", "ignore-when", "record-result", "judge",
			"retry-after");

	private static RunningApplication app;

	OperatorTests(WebApplicationType type) {
	}

	@BeforeParameterizedClassInvocation
	static void start(WebApplicationType type) {
		app = RunningApplication.start(type, "breaker.instances.inventory.failure-rate=40%");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		app.close();
	}

	private static Breaker fresh(String name) {
		app.registry().remove(name);
		return app.registry().breaker(name);
	}

	private static List<BreakerEvent> events(String name) {
		return app.context.getBean(EventLog.class).newestFirst((event) -> event.breaker().equals(name), 100);
	}

	@ParameterizedTest
	@CsvSource({ "force-open, FORCED_OPEN", "disable, DISABLED", "observe, OBSERVE", "FORCE_OPEN, FORCED_OPEN" })
	void actionHoldsUntilItsTimeIsOver(String action, BreakerMode mode) {
		Breaker breaker = fresh("acted");
		Instant until = app.time.now().plus(Duration.ofMinutes(10));

		Answer answer = app.post("/actuator/breakers/acted",
				"{\"action\":\"" + action + "\",\"for\":\"10m\",\"reason\":\"maintenance\"}");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json()).hasToString("{\"name\":\"acted\",\"action\":\""
				+ action.toLowerCase(Locale.ROOT).replace('_', '-') + "\",\"mode\":{\"old\":\"ENFORCE\",\"new\":\""
				+ mode
				+ "\"},\"state\":{\"old\":\"CLOSED\",\"new\":\"CLOSED\"},\"actor\":\"anonymous\",\"reason\":\"maintenance\","
				+ "\"until\":\"" + until + "\"}");
		assertThat(breaker.mode()).isEqualTo(mode);
		assertThat(events("acted").get(0)).isInstanceOfSatisfying(ModeChanged.class, (event) -> {
			assertThat(event.to()).isEqualTo(mode);
			assertThat(event.until()).isEqualTo(until);
			assertThat(event.intervention().actor()).isEqualTo("anonymous");
			assertThat(event.intervention().reason()).isEqualTo("maintenance");
		});
		app.time.advance(Duration.ofMinutes(10));
		assertThat(events("acted").get(0)).isInstanceOfSatisfying(ModeChanged.class,
				(event) -> assertThat(event.to()).isEqualTo(BreakerMode.ENFORCE));
		assertThat(app.get("/actuator/breakers/acted").json().has("override")).isFalse();
	}

	@Test
	void enforceDropsTheOverride() {
		Breaker breaker = fresh("dropped");
		app.post("/actuator/breakers/dropped", "{\"action\":\"force-open\"}");
		assertThat(breaker.mode()).isEqualTo(BreakerMode.FORCED_OPEN);

		Answer answer = app.post("/actuator/breakers/dropped", "{\"action\":\"enforce\"}");

		assertThat(answer.text("/mode/old")).isEqualTo("FORCED_OPEN");
		assertThat(answer.text("/mode/new")).isEqualTo("ENFORCE");
		assertThat(answer.json().has("until")).isFalse();
		assertThat(answer.json().has("reason")).isFalse();
		assertThat(breaker.snapshot().override()).isNull();
	}

	@Test
	void resetStartsAgainClosed() {
		Breaker breaker = fresh("reset");
		breaker.moveTo(BreakerState.OPEN, Intervention.by("test"));

		Answer answer = app.post("/actuator/breakers/reset", "{\"action\":\"reset\",\"reason\":\"it is back\"}");

		assertThat(answer.text("/state/old")).isEqualTo("OPEN");
		assertThat(answer.text("/state/new")).isEqualTo("CLOSED");
		assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
		assertThat(breaker.snapshot().openings()).isEqualTo(1);
	}

	@Test
	void everySettingIsCovered() {
		assertThat(Stream.concat(OTHER.keySet().stream(), CODE_ONLY.stream()))
			.containsExactlyInAnyOrderElementsOf(SpringSettings.all().stream().map(Setting::key).toList());
	}

	static Stream<String> tunable() {
		return OTHER.keySet().stream().sorted();
	}

	@ParameterizedTest
	@MethodSource("tunable")
	void everySettingIsTunedAndReturns(String key) {
		Breaker breaker = fresh("tuned");
		Setting<?> setting = SpringSettings.all().stream().filter((each) -> each.key().equals(key)).findFirst().get();
		String old = breaker.settings().text(setting);
		Map<String, String> body = new LinkedHashMap<>();
		if (key.equals("slow-call-rate")) {
			body.put("window", "100");
			body.put("slow-call", "1s");
		}
		body.put(key, OTHER.get(key));
		body.put("for", "30m");

		Answer answer = app.post("/actuator/breakers/tuned/settings", RunningApplication.JSON.writeValueAsString(body));

		assertThat(answer.status()).isEqualTo(200);
		JsonNode change = answer.json().get("settings").get(key);
		assertThat(change)
			.hasToString("{\"old\":\"" + old + "\",\"new\":\"" + OTHER.get(key) + "\",\"origin\":\"actuator\"}");
		assertThat(breaker.settings().text(setting)).isEqualTo(OTHER.get(key));
		JsonNode told = app.get("/actuator/breakers/tuned").json().get("settings").get(key);
		assertThat(told.get("value").asString()).isEqualTo(OTHER.get(key));
		assertThat(told.get("configured").asString()).isEqualTo(old);
		app.time.advance(Duration.ofMinutes(30));
		assertThat(breaker.settings().text(setting)).isEqualTo(old);
		assertThat(app.get("/actuator/breakers/tuned").json().get("settings").get(key).has("configured")).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "record-when", "ignore-when", "record-result", "judge", "retry-after" })
	void settingThatOnlyCodeCanGiveIsSwitchedOff(String key) {
		fresh("coded");

		Answer answer = app.post("/actuator/breakers/coded/settings", "{\"" + key + "\":\"off\"}");

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.json().get("settings").get(key).get("new").asString()).isEqualTo("off");
	}

	@Test
	void tuningIsToldWithActorReasonAndOldAndNew() {
		Breaker breaker = fresh("inventory");
		Instant now = app.time.now();

		Answer answer = app.post("/actuator/breakers/inventory/settings",
				"{\"failure-rate\":\"30%\",\"evidence\":20,\"for\":\"30m\",\"reason\":\"noisy today\"}");

		assertThat(answer.json()).hasToString(
				"{\"name\":\"inventory\",\"settings\":{\"failure-rate\":{\"old\":\"40%\",\"new\":\"30%\",\"origin\":\"actuator\"},"
						+ "\"evidence\":{\"old\":\"15\",\"new\":\"20\",\"origin\":\"actuator\"}},\"actor\":\"anonymous\","
						+ "\"reason\":\"noisy today\",\"until\":\"" + now.plus(Duration.ofMinutes(30)) + "\"}");
		assertThat(app.get("/actuator/breakers/inventory").json().get("settings").get("failure-rate"))
			.hasToString("{\"value\":\"30%\",\"origin\":\"actuator\",\"configured\":\"40%\",\"actor\":\"anonymous\","
					+ "\"reason\":\"noisy today\",\"since\":\"" + now + "\",\"until\":\""
					+ now.plus(Duration.ofMinutes(30)) + "\"}");
		assertThat(events("inventory").get(0)).isInstanceOfSatisfying(SettingsChanged.class, (event) -> {
			assertThat(event.changes()).containsExactly("failure-rate: 40% -> 30%", "evidence: 15 -> 20");
			assertThat(event.intervention().actor()).isEqualTo("anonymous");
			assertThat(event.intervention().reason()).isEqualTo("noisy today");
		});
		assertThat(breaker.settings().text(Settings.EVIDENCE)).isEqualTo("20");
		app.time.advance(Duration.ofMinutes(30));
		assertThat(events("inventory").get(0)).isInstanceOfSatisfying(SettingsChanged.class, (event) -> {
			assertThat(event.changes()).containsExactly("failure-rate: 30% -> 40%", "evidence: 20 -> 15");
			assertThat(event.intervention().actor()).isEqualTo("actuator");
			assertThat(event.intervention().reason())
				.isEqualTo("the time is over of failure-rate, evidence, tuned by anonymous");
		});
	}

	@Test
	void windowChangesItsSizeAndKindAndKeepsItsSamples() {
		Breaker breaker = fresh("windowed");
		app.post("/actuator/breakers/windowed/settings", "{\"window\":\"10\",\"minimum-calls\":\"2\"}");
		breaker.run(() -> {
		});
		breaker.run(() -> {
		});

		app.post("/actuator/breakers/windowed/settings", "{\"window\":\"30s\"}");

		assertThat(app.get("/actuator/breakers/windowed").json().get("window").get("calls").asInt()).isEqualTo(2);
		assertThat(app.get("/actuator/breakers/windowed").json().get("failureRate").asDouble()).isZero();
	}

	@ParameterizedTest
	@ValueSource(strings = { "{\"failure-rate\":null}", "{\"failure-rate\":\"configured\"}", "{\"all\":null}",
			"{\"all\":\"configured\"}" })
	void tunedValueIsDropped(String body) {
		Breaker breaker = fresh("inventory");
		app.post("/actuator/breakers/inventory/settings", "{\"failure-rate\":\"30%\"}");
		app.time.advance(Duration.ofHours(1));
		assertThat(breaker.settings().text(Settings.FAILURE_RATE)).isEqualTo("30%");

		Answer answer = app.post("/actuator/breakers/inventory/settings", body);

		assertThat(answer.json().get("settings").get("failure-rate"))
			.hasToString("{\"old\":\"30%\",\"new\":\"40%\",\"origin\":\"instances.inventory\"}");
		assertThat(breaker.settings().text(Settings.FAILURE_RATE)).isEqualTo("40%");
	}

	@Test
	void droppingOneLeavesTheOthers() {
		Breaker breaker = fresh("inventory");
		app.post("/actuator/breakers/inventory/settings", "{\"failure-rate\":\"30%\",\"evidence\":\"20\"}");

		app.post("/actuator/breakers/inventory/settings", "{\"failure-rate\":null,\"trial-calls\":3}");

		assertThat(breaker.settings().toString()).contains("failure-rate=40%", "evidence=20", "trial-calls=3");
	}

	@Test
	void tunedValuesSurviveANewConfiguration() {
		Breaker breaker = fresh("ledger");
		BreakerConfiguration before = app.registry().configuration();
		app.post("/actuator/breakers/ledger/settings", "{\"failure-rate\":\"30%\",\"for\":\"10m\"}");

		app.registry()
			.reconfigure(
					BreakerConfiguration.builder().defaults((settings) -> settings.failureRate(60).evidence(9)).build(),
					Intervention.by("test"));
		String tuned = breaker.settings().text(Settings.FAILURE_RATE);
		app.time.advance(Duration.ofMinutes(10));
		String returned = breaker.settings().text(Settings.FAILURE_RATE);
		app.registry().reconfigure(before, Intervention.by("test"));

		assertThat(tuned).isEqualTo("30%");
		assertThat(returned).isEqualTo("60%");
	}

	@Test
	void twoOperatorsAtOnceLoseNoChange() throws InterruptedException {
		Breaker breaker = fresh("contended");
		int rounds = 40;
		Thread alice = new Thread(() -> tuneAgainAndAgain("evidence", rounds), "alice");
		Thread bob = new Thread(() -> tuneAgainAndAgain("trial-calls", rounds), "bob");

		alice.start();
		bob.start();
		alice.join(50_000);
		bob.join(50_000);

		assertThat(breaker.settings().toString()).contains("evidence=" + (100 + rounds),
				"trial-calls=" + (100 + rounds));
		assertThat(events("contended").stream().filter(SettingsChanged.class::isInstance)).hasSize(2 * rounds)
			.allMatch((event) -> ((SettingsChanged) event).changes().size() == 1);
	}

	private static void tuneAgainAndAgain(String key, int rounds) {
		for (int i = 1; i <= rounds; i++) {
			app.post("/actuator/breakers/contended/settings", "{\"" + key + "\":" + (100 + i) + "}");
		}
	}

}
