package io.breaker.spring.actuate;

import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import javax.management.MBeanException;
import javax.management.MBeanOperationInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.Settings;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The endpoints over JMX.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class JmxTests {

	private static final MBeanServer SERVER = ManagementFactory.getPlatformMBeanServer();

	private static RunningApplication app;

	@BeforeAll
	static void start() {
		app = RunningApplication.start(WebApplicationType.NONE, "spring.jmx.enabled=true",
				"management.endpoints.web.exposure.exclude=*",
				"management.endpoints.jmx.exposure.include=breakers,breakerevents",
				"management.endpoint.breakers.show-values=when-authorized");
	}

	@AfterAll
	static void stop() {
		app.close();
	}

	private static Object invoke(String bean, String operation, String... arguments) throws Exception {
		String[] types = Arrays.stream(arguments).map((argument) -> String.class.getName()).toArray(String[]::new);
		return SERVER.invoke(name(bean), operation, arguments, types);
	}

	private static ObjectName name(String bean) throws Exception {
		return new ObjectName("org.springframework.boot:type=Endpoint,name=" + bean);
	}

	@SuppressWarnings("unchecked")
	private static Map<String, Object> map(Object value) {
		return (Map<String, Object>) value;
	}

	@Test
	void operationsAreThoseOfHttp() throws Exception {
		assertThat(
				Arrays.stream(SERVER.getMBeanInfo(name("Breakers")).getOperations()).map(MBeanOperationInfo::getName))
			.containsExactlyInAnyOrder("breakers", "breaker", "act", "tune");
		assertThat(Arrays.stream(SERVER.getMBeanInfo(name("Breakerevents")).getOperations())
			.map(MBeanOperationInfo::getName)).containsExactlyInAnyOrder("events", "eventsOf");
	}

	// INV-28
	@Test
	void readingLeavesOutWhatIsUndefined() throws Exception {
		app.registry().breaker("quiet");

		Map<String, Object> quiet = map(invoke("Breakers", "breaker", "quiet"));

		assertThat(quiet.keySet()).containsExactly("name", "state", "mode", "since", "evidence", "openings",
				"notClosed", "calls", "fallbacks", "situation", "behaviour", "settings", "guards", "incidents");
		assertThat(quiet).containsEntry("state", "CLOSED").containsEntry("evidence", 0.0);
		assertThat(map(map(quiet.get("settings")).get("evidence")))
			.isEqualTo(Map.of("value", "15", "origin", "built-in"));
	}

	@Test
	void listIsPaged() throws Exception {
		Map<String, Object> list = map(invoke("Breakers", "breakers", null, "1", ""));

		assertThat((List<?>) list.get("breakers")).hasSize(1);
		assertThat((Integer) list.get("total")).isGreaterThanOrEqualTo(2);
	}

	@Test
	void actionIsTaken() throws Exception {
		Map<String, Object> answer = map(invoke("Breakers", "act", "ledger", "force-open", "10m", "maintenance"));

		assertThat(answer).containsEntry("actor", "jmx")
			.containsEntry("reason", "maintenance")
			.containsEntry("mode", Map.of("old", "ENFORCE", "new", "FORCED_OPEN"));
		assertThat(app.breaker("ledger").mode()).isEqualTo(BreakerMode.FORCED_OPEN);
		Map<String, Object> dropped = map(invoke("Breakers", "act", "ledger", "enforce", "", null));
		assertThat(dropped).doesNotContainKeys("until", "reason");
		assertThat(app.breaker("ledger").mode()).isEqualTo(BreakerMode.ENFORCE);
	}

	@Test
	void settingsAreTunedAndDropped() throws Exception {
		Map<String, Object> answer = map(
				invoke("Breakers", "tune", "inventory", "failure-rate=40%; record-status = 500,503 ;", "30m", ""));

		assertThat(map(answer.get("settings")).keySet()).containsExactly("failure-rate", "record-status");
		assertThat(app.breaker("inventory").settings().text(Settings.FAILURE_RATE)).isEqualTo("40%");
		invoke("Breakers", "tune", "inventory", "all=configured", null, null);
		assertThat(app.breaker("inventory").settings().text(Settings.FAILURE_RATE)).isEqualTo("50%");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					act  | inventory | force-opn        |     | 'action' must be one of force-open, disable, observe, enforce, reset but was force-opn; did you mean 'force-open'?
					act  | inventroy | force-open       |     | 'name' must name a circuit breaker of this application but was inventroy; did you mean 'inventory'?
					act  | inventory | force-open       | 10  | 'for' must be a duration of at least 1ms and at most 366d, such as 800ms or 5s, but was 10
					tune | inventory | evidence=0       |     | 'evidence' must be a whole number of at least 1 and at most 1000000 but was 0
					tune | inventory | evidence         |     | 'evidence' must be a whole number of at least 1 and at most 1000000 but was empty
					tune | inventroy | evidence=9       |     | 'name' must name a circuit breaker of this application but was inventroy; did you mean 'inventory'?
					""")
	void whatCannotBeIsRefused(String operation, String name, String what, String duration, String message) {
		var before = app.breaker("inventory").settings();

		assertThatExceptionOfType(MBeanException.class)
			.isThrownBy(() -> invoke("Breakers", operation, name, what, duration, null))
			.withCauseExactlyInstanceOf(IllegalArgumentException.class)
			.withMessage(message);

		assertThat(app.breaker("inventory").settings()).isSameAs(before);
		assertThat(app.breaker("inventory").mode()).isEqualTo(BreakerMode.ENFORCE);
		assertThat(app.registry().find("inventroy")).isEmpty();
	}

	@Test
	void unknownNameIsRefusedWhenRead() {
		assertThatExceptionOfType(MBeanException.class).isThrownBy(() -> invoke("Breakers", "breaker", "inventroy"))
			.withMessageContaining("did you mean 'inventory'?");
		assertThatExceptionOfType(MBeanException.class)
			.isThrownBy(() -> invoke("Breakerevents", "eventsOf", "inventroy", null, null))
			.withMessageContaining("did you mean 'inventory'?");
	}

	@Test
	void eventsAreToldWithoutMessagesOfExceptions() throws Exception {
		app.registry().breaker("broken");
		app.breakDown("broken");
		app.breaker("broken").reset(Intervention.by("test"));

		Map<String, Object> answer = map(invoke("Breakerevents", "eventsOf", "broken", "incident-ended", "5"));

		assertThat(answer.toString()).contains("java.io.IOException").doesNotContain("secret of the callee", "null");
		assertThat((List<?>) answer.get("events")).hasSize(1);
		assertThat((List<?>) map(invoke("Breakerevents", "events", "", "2")).get("events")).hasSize(2);
	}

	// INV-71
	@Test
	void namesWithAnyCharactersWork() throws Exception {
		String name = "TestClient#getHello() ä <b>, \"x\"=*?";
		app.registry().breaker(name);

		assertThat(map(invoke("Breakers", "act", name, "observe", null, null))).containsEntry("name", name);
		assertThat(map(invoke("Breakers", "breaker", name))).containsEntry("mode", "OBSERVE");
	}

}
