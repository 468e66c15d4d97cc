package io.breaker.spring.actuate;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.breaker.Breaker;
import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.event.BreakerCreated;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerRemoved;
import io.breaker.event.BreakerState;
import io.breaker.event.Evidence;
import io.breaker.event.Incident;
import io.breaker.event.IncidentEnded;
import io.breaker.event.ModeChanged;
import io.breaker.event.SettingsChanged;
import io.breaker.event.StateChanged;
import io.breaker.event.Trigger;
import io.breaker.spring.actuate.RunningApplication.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What {@code GET breakerevents} tells over real HTTP.
 */
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BreakerEventsTests {

	private static final int CAPACITY = 20;

	private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

	private static final Intervention ALICE = Intervention.by("alice").because("testing");

	private static final Evidence EVIDENCE = new Evidence(Trigger.FAILURE_RATE, 25, 40);

	/**
	 * An event of each kind, and its JSON.
	 */
	private static final Map<BreakerEvent, String> ONE_OF_EACH = Map.of(
			new StateChanged("x", NOON, BreakerState.CLOSED, BreakerState.OPEN, EVIDENCE, Duration.ofSeconds(1),
					"java.io.IOException", ALICE),
			"""
					{"type":"STATE_CHANGED","breaker":"x","at":"2026-01-01T12:00:00Z","from":"CLOSED","to":"OPEN",\
					"evidence":{"rule":"FAILURE_RATE","bad":25,"calls":40,"rate":62.5,"words":"failure rate 63 % of 40 calls"},\
					"openFor":1.0,"lastFailure":"java.io.IOException","actor":"alice","reason":"testing"}""",
			new ModeChanged("x", NOON, BreakerMode.ENFORCE, BreakerMode.OBSERVE, NOON.plusSeconds(60), ALICE), """
					{"type":"MODE_CHANGED","breaker":"x","at":"2026-01-01T12:00:00Z","from":"ENFORCE","to":"OBSERVE",\
					"until":"2026-01-01T12:01:00Z","actor":"alice","reason":"testing"}""",
			new SettingsChanged("x", NOON, BreakerSettings.builtIn(),
					BreakerSettings.of((settings) -> settings.failureRate(40)), Intervention.by("alice")),
			"""
					{"type":"SETTINGS_CHANGED","breaker":"x","at":"2026-01-01T12:00:00Z","settings":{"failure-rate":\
					{"old":"50%","new":"40%","origin":"code"}},"actor":"alice"}""",
			new IncidentEnded("x", NOON,
					new Incident("x", NOON.minusSeconds(9), NOON, Duration.ofSeconds(9), EVIDENCE,
							Map.of("java.io.IOException", 25), "secret of the callee", NOON.minusSeconds(10),
							NOON.minusSeconds(9), 2, 1, 1, 311, 12, Trigger.RAMP_COMPLETE)),
			"""
					{"type":"INCIDENT_ENDED","breaker":"x","at":"2026-01-01T12:00:00Z","incident":{"started":\
					"2026-01-01T11:59:51Z","ended":"2026-01-01T12:00:00Z","duration":9.0,"openedBy":{"rule":"FAILURE_RATE",\
					"bad":25,"calls":40,"rate":62.5,"words":"failure rate 63 % of 40 calls"},"causes":{"java.io.IOException":25},\
					"firstFailure":"2026-01-01T11:59:50Z","lastFailure":"2026-01-01T11:59:51Z","openings":2,\
					"trialsSucceeded":1,"trialsFailed":1,"rejected":311,"fallbacks":12,"endedBy":"RAMP_COMPLETE"}}""",
			new BreakerCreated("x", NOON), """
					{"type":"BREAKER_CREATED","breaker":"x","at":"2026-01-01T12:00:00Z"}""",
			new BreakerRemoved("x", NOON), """
					{"type":"BREAKER_REMOVED","breaker":"x","at":"2026-01-01T12:00:00Z"}""");

	private static RunningApplication app;

	BreakerEventsTests(WebApplicationType type) {
	}

	@BeforeParameterizedClassInvocation
	static void start(WebApplicationType type) {
		app = RunningApplication.start(type, "breaker.events.capacity=" + CAPACITY,
				"management.endpoint.breakers.show-values=always");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		app.close();
	}

	private static List<String> types(Answer answer) {
		return answer.json().get("events").valueStream().map((each) -> each.get("type").asString()).toList();
	}

	// INV-76
	@Test
	void everyKindOfEventHasItsJson() {
		assertThat(ONE_OF_EACH.keySet().stream().map(Object::getClass))
			.containsExactlyInAnyOrderElementsOf(List.of(BreakerEvent.class.getPermittedSubclasses()));
		EventLog log = app.context.getBean(EventLog.class);
		ONE_OF_EACH.forEach((event, json) -> {
			log.onEvent(event);

			JsonNode newest = app.get("/actuator/breakerevents?limit=1").json().get("events").get(0);

			boolean incident = event instanceof IncidentEnded;
			assertThat(newest).hasToString(incident
					? json.replace("\"firstFailure\"", "\"sampleMessage\":\"secret of the callee\",\"firstFailure\"")
					: json);
		});
	}

	@Test
	void newestComesFirst() {
		Breaker breaker = app.registry().breaker("newest");
		breaker.overrideMode(BreakerMode.OBSERVE, ALICE);
		breaker.dropOverride(ALICE);

		Answer answer = app.get("/actuator/breakerevents/newest");

		assertThat(types(answer)).containsExactly("MODE_CHANGED", "MODE_CHANGED", "BREAKER_CREATED");
		assertThat(answer.text("/events/0/to")).isEqualTo("ENFORCE");
		assertThat(types(app.get("/actuator/breakerevents/newest?limit=1"))).containsExactly("MODE_CHANGED");
	}

	@ParameterizedTest
	@ValueSource(strings = { "mode-changed", "MODE_CHANGED ", "mode-changed,incident-ended" })
	void eventsAreFilteredByType(String type) {
		String name = "typed-" + type.length();
		Breaker breaker = app.registry().breaker(name);
		breaker.reset(ALICE);
		breaker.overrideMode(BreakerMode.OBSERVE, ALICE);

		Answer answer = app.get("/actuator/breakerevents/" + name + "?type=" + type.replace(" ", "%20"));

		assertThat(types(answer)).containsExactly("MODE_CHANGED");
	}

	@Test
	void ringIsBoundedForTheWholeApplication() {
		IntStream.range(0, CAPACITY).forEach((i) -> app.registry().breaker("ring-" + i).reset(ALICE));
		app.registry().breaker("ring-last").reset(ALICE);

		Answer all = app.get("/actuator/breakerevents?limit=1000");

		assertThat(all.json().get("events")).hasSize(CAPACITY);
		assertThat(all.text("/events/0/breaker")).isEqualTo("ring-last");
	}

	@Test
	void openingIsToldAsItHappened() {
		Breaker breaker = app.registry().breaker("opening");
		for (int i = 0; i < 15; i++) {
			breaker.acquire().failure(new IOException("secret of the callee"));
			app.time.advance(Duration.ofMillis(100));
		}
		app.time.advance(Duration.ofSeconds(1));
		breaker.run(() -> {
		});
		app.time.advance(Duration.ofSeconds(1));

		Answer answer = app.get("/actuator/breakerevents/opening");

		assertThat(types(answer)).containsExactly("INCIDENT_ENDED", "STATE_CHANGED", "STATE_CHANGED", "STATE_CHANGED",
				"STATE_CHANGED", "BREAKER_CREATED");
		assertThat(answer.text("/events/0/incident/sampleMessage")).isEqualTo("secret of the callee");
		assertThat(answer.text("/events/4/evidence/words")).isEqualTo("failure rate 100 % of 15 calls");
		assertThat(answer.text("/events/4/lastFailure")).isEqualTo("java.io.IOException");
	}

	@Test
	void breakerThatIsGoneIsStillTold() {
		app.registry().breaker("gone");
		app.registry().remove("gone");

		assertThat(types(app.get("/actuator/breakerevents/gone"))).containsExactly("BREAKER_REMOVED",
				"BREAKER_CREATED");
	}

	@Test
	void unknownNameIsNotFound() {
		Answer answer = app.get("/actuator/breakerevents/inventroy");

		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.text("/nearest")).isEqualTo("inventory");
		assertThat(app.registry().find("inventroy")).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					limit=0           | 'limit' must be a whole number of at least 1 and at most 100000 but was 0
					type=mode-chanegd | 'type' must be one of STATE_CHANGED, MODE_CHANGED, SETTINGS_CHANGED, INCIDENT_ENDED, BREAKER_CREATED, BREAKER_REMOVED but was mode-chanegd; did you mean 'MODE_CHANGED'?
					type=             | 'type' must be one of STATE_CHANGED, MODE_CHANGED, SETTINGS_CHANGED, INCIDENT_ENDED, BREAKER_CREATED, BREAKER_REMOVED but was empty
					""")
	void queryThatCannotBeIsRefused(String query, String message) {
		for (String path : List.of("/actuator/breakerevents", "/actuator/breakerevents/inventory")) {
			Answer answer = app.get(path + "?" + query);

			assertThat(answer.status()).isEqualTo(400);
			assertThat(answer.text("/message")).isEqualTo(message);
		}
	}

	@Test
	void capacityOutsideTheRangeIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> new EventLog("breaker.events.capacity", "0"))
			.withMessage("'breaker.events.capacity' must be a whole number of at least 1 and at most 100000 but was 0");
	}

	@Test
	void eventsOfManyThreadsAreAllKept() throws InterruptedException {
		EventLog log = new EventLog("capacity", "4000");
		List<Thread> threads = Stream
			.generate(() -> new Thread(
					() -> IntStream.range(0, 1_000).forEach((i) -> log.onEvent(new BreakerCreated("x", NOON))),
					"teller"))
			.limit(4)
			.toList();

		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join(20_000);
		}

		assertThat(log.newestFirst((event) -> true, 10_000)).hasSize(4_000);
	}

}
