package io.breaker.spring.actuate;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import javax.management.MBeanException;
import javax.management.ObjectName;

import io.breaker.spring.actuate.RunningApplication.Answer;
import io.breaker.spring.faults.BreakerFaults;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Faults by HTTP and JMX: what operators write is done as a whole, or refused with a
 * reason.
 */
@Timeout(120)
@ParameterizedClass
@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
class FaultsEndpointTests {

	private static final String PATH = "/actuator/breakerfaults";

	private static final String INVENTORY = PATH + "/inventory";

	private static RunningApplication app;

	@Parameter
	WebApplicationType type;

	@BeforeParameterizedClassInvocation
	static void start(WebApplicationType type) {
		app = RunningApplication.start(type, "breaker.faults.enabled=true", "spring.jmx.enabled=true",
				"management.endpoints.jmx.exposure.include=breakerfaults");
	}

	@AfterParameterizedClassInvocation
	static void stop() {
		app.close();
	}

	@AfterEach
	void heal() {
		app.context.getBean(BreakerFaults.class).close();
	}

	private Answer refused(String body, int status) {
		Answer answer = app.post(INVENTORY, body);
		assertThat(answer.status()).as(answer.body()).isEqualTo(status);
		assertThat(app.get(PATH).body()).isEqualTo("{\"faults\":[]}");
		return answer;
	}

	@Test
	void commandOfThePageIsDone() throws IOException {
		Matcher command = Pattern.compile("breakerfaults/inventory -H .*\\n *-d '(.*)'")
			.matcher(Files.readString(Path.of("..", "docs", "testing.md")));
		assertThat(command.find()).isTrue();

		Answer answer = app.post(INVENTORY, command.group(1));

		assertThat(answer.status()).isEqualTo(200);
		assertThat(answer.text("/name")).isEqualTo("inventory");
		assertThat(answer.text("/fault")).isEqualTo("50% of the calls fail, calls take 200ms longer");
		assertThat(answer.text("/reason")).isEqualTo("drill");
		assertThat(app.get(PATH).json().at("/faults/0")).isEqualTo(answer.json());
		app.time.advance(Duration.ofSeconds(30));
		assertThat(app.get(PATH).body()).isEqualTo("{\"faults\":[]}");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"fail": 12.5, "for": "1m"}          | 12.5% of the calls fail
			{"fail": "30 %", "for": "1m"}        | 30% of the calls fail
			{"hang": true, "for": "1h"}          | calls hang
			{"delay": "2s", "for": "1ms"}        | calls take 2000ms longer
			{"fail": 0, "hang": true, "for": "1m"} | calls hang
			""")
	void everyKindOfFaultIsInjected(String body, String fault) {
		assertThat(app.post(INVENTORY, body).text("/fault")).isEqualTo(fault);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
			{"fail": 101, "for": "1m"}   | fail  | 'fail' must be a percentage from 0% to 100% but was 101.0
			{"fail": "half", "for": "1m"} | fail | 'fail' must be a percentage from 0% to 100% but was half
			{"delay": "2h", "for": "1m"} | delay | 'delay' must be a duration of at least 0s and at most 1h
			{"delay": "fast", "for": "1m"} | delay | 'delay' must be a duration of at least 0s and at most 1h
			{"hang": "yes", "for": "1m"} | hang  | 'hang' must be true or false but was yes
			{"fail": 50}                 | for   | 'for' must be a duration of at least 1ms and at most 1h but was null
			{"fail": 50, "for": "2h"}    | for   | 'for' must be a duration of at least 1ms and at most 1h but was 2h
			{"for": "1m"}                | fail  | 'fail' must be above 0% where calls are neither delayed nor hang
			{"fial": 50, "for": "1m"}    | fial  | did you mean 'fail'?
			{"fail": 50, "lasting": "1m"} | lasting | 'lasting' must be a known key (fail, delay, hang, for, reason)
			""")
	void whatCannotBeIsRefused(String body, String key, String message) {
		Answer answer = refused(body, 400);

		assertThat(answer.text("/key")).isEqualTo(key);
		assertThat(answer.text("/message")).contains(message);
	}

	@Test
	void keyOfTheBodyDoesNotNameAnotherBreaker() {
		assertThat(refused("{\"name\": \"ledger\", \"fail\": 100, \"for\": \"1m\"}", 400).text("/key"))
			.isEqualTo("name");
		assertThat(refused("{\"path\": \"ledger\", \"fail\": 100, \"for\": \"1m\"}", 400).text("/key"))
			.isEqualTo("path");
	}

	@Test
	void unknownBreakerIsNotFound() {
		Answer answer = app.post(PATH + "/inventroy", "{\"fail\": 100, \"for\": \"1m\"}");

		assertThat(answer.status()).isEqualTo(404);
		assertThat(answer.text("/nearest")).isEqualTo("inventory");
		assertThat(app.registry().find("inventroy")).isEmpty();
		assertThat(app.send(app.request(PATH + "/inventroy").DELETE()).status()).isEqualTo(404);
		assertThat(app.post(INVENTORY + "/settings", "{\"fail\": 100, \"for\": \"1m\"}").status()).isEqualTo(404);
	}

	@Test
	void nobodyWritesSoMuch() {
		refused("{\"reason\": \"" + "x".repeat(20_000) + "\"}", 413);
	}

	@Test
	void faultIsEndedBeforeItsTime() {
		app.post(INVENTORY, "{\"hang\": true, \"for\": \"1m\"}");

		assertThat(app.send(app.request(INVENTORY + "?for=1m").DELETE()).body()).contains("'for' must be absent");
		assertThat(app.get(PATH).json().at("/faults")).hasSize(1);
		assertThat(app.send(app.request(INVENTORY).DELETE()).status()).isEqualTo(204);

		assertThat(app.get(PATH).body()).isEqualTo("{\"faults\":[]}");
		assertThat(app.send(app.request(INVENTORY).DELETE()).status()).isEqualTo(204);
	}

	@Test
	void operationsOfJmxAreTheSame() throws Exception {
		Map<?, ?> fault = (Map<?, ?>) invoke("inject", "inventory", "1m", "50", "", null, "drill");

		assertThat(fault.get("fault")).isEqualTo("50% of the calls fail");
		assertThat(fault.get("actor")).isEqualTo("jmx");
		assertThat(invoke("faults")).isEqualTo(Map.of("faults", List.of(fault)));
		assertThat(invoke("heal", "inventory")).isEqualTo(Map.of("faults", List.of()));
		assertThatThrownBy(() -> invoke("inject", "inventory", "1m", "101", null, null, null))
			.isInstanceOf(MBeanException.class)
			.hasRootCauseMessage("'fail' must be a percentage from 0% to 100% but was 101.0");
	}

	private static Object invoke(String operation, String... arguments) throws Exception {
		String[] types = Arrays.stream(arguments).map((argument) -> String.class.getName()).toArray(String[]::new);
		return ManagementFactory.getPlatformMBeanServer()
			.invoke(new ObjectName("org.springframework.boot:type=Endpoint,name=Breakerfaults"), operation, arguments,
					types);
	}

}
