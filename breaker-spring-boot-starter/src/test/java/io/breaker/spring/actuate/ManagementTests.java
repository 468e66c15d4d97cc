package io.breaker.spring.actuate;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.breaker.config.BreakerMode;
import io.breaker.spring.actuate.RunningApplication.Answer;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerEndpointsAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerRatesAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The endpoints obey what Boot decides about endpoints.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ManagementTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerRatesAutoConfiguration.class,
				BreakerEndpointsAutoConfiguration.class));

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void otherBasePathWorks(WebApplicationType type) {
		try (RunningApplication app = RunningApplication.start(type, "management.endpoints.web.base-path=/manage",
				"management.endpoints.web.path-mapping.breakers=circuits")) {
			assertThat(app.get("/manage/circuits/inventory").text("/name")).isEqualTo("inventory");
			assertThat(app.post("/manage/circuits/inventory", "{\"action\":\"observe\"}").status()).isEqualTo(200);
			assertThat(app.post("/manage/circuits/inventory/settings", "{\"evidence\":9}").status()).isEqualTo(200);
			assertThat(app.get("/manage/breakerevents/inventory?limit=1").text("/events/0/type"))
				.isEqualTo("SETTINGS_CHANGED");
			assertThat(app.get("/actuator/breakers").status()).isEqualTo(404);
		}
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void otherPortWorks(WebApplicationType type) {
		try (RunningApplication app = RunningApplication.start(type, "management.server.port=0",
				"management.server.address=127.0.0.1")) {
			String management = "http://127.0.0.1:"
					+ app.context.getEnvironment().getRequiredProperty("local.management.port") + "/actuator/breakers";

			Answer list = app.send(HttpRequest.newBuilder(URI.create(management)).GET());
			Answer written = app.send(HttpRequest.newBuilder(URI.create(management + "/inventory"))
				.header("Content-Type", "application/json")
				.timeout(Duration.ofSeconds(20))
				.POST(BodyPublishers.ofString("{\"action\":\"force-open\",\"for\":\"10m\"}")));

			assertThat(list.text("/total")).isEqualTo("2");
			assertThat(list.body()).doesNotContain("null");
			assertThat(written.text("/mode/new")).isEqualTo("FORCED_OPEN");
			assertThat(app.get("/actuator/breakers").status()).isEqualTo(404);
		}
	}

	// INV-69
	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void withoutWriteAccessNothingIsWritten(WebApplicationType type) {
		try (RunningApplication app = RunningApplication.start(type, "management.endpoint.breakers.access=read-only")) {
			Answer act = app.post("/actuator/breakers/inventory", "{\"action\":\"force-open\"}");
			Answer tune = app.post("/actuator/breakers/inventory/settings", "{\"evidence\":9}");

			assertThat(app.get("/actuator/breakers/inventory").status()).isEqualTo(200);
			assertThat(act.status()).isEqualTo(405);
			assertThat(tune.status()).isIn(404, 405);
			assertThat(app.breaker("inventory").mode()).isEqualTo(BreakerMode.ENFORCE);
			assertThat(app.breaker("inventory").settings().toString()).doesNotContain("evidence=9");
		}
	}

	@Test
	void whatIsNotExposedIsNotThere() {
		this.runner.run((context) -> assertThat(context).hasNotFailed()
			.doesNotHaveBean(BreakersEndpoint.class)
			.doesNotHaveBean(Tuning.class)
			.doesNotHaveBean(EventLog.class));
	}

	@Test
	void eachEndpointIsThereAlone() {
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=breakers")
			.withPropertyValues("spring.main.web-application-type=none")
			.run((context) -> assertThat(context).hasSingleBean(BreakersEndpoint.class)
				.doesNotHaveBean(BreakerEventsEndpoint.class)
				.doesNotHaveBean(EventLog.class));
		this.runner.withPropertyValues("management.endpoints.web.exposure.include=breakerevents")
			.run((context) -> assertThat(context).hasSingleBean(BreakerEventsEndpoint.class)
				.doesNotHaveBean(BreakersEndpoint.class));
	}

	@Test
	void accessOfNoneLeavesNothing() {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=*",
					"management.endpoint.breakers.access=NONE", "management.endpoint.breakerevents.access=NONE")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(BreakersEndpoint.class)
				.doesNotHaveBean(BreakerEventsEndpoint.class));
	}

	@Test
	void withoutActuatorTheRoomStaysClosed() {
		this.runner.withClassLoader(new FilteredClassLoader(Endpoint.class.getPackageName()))
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(MessagePolicy.class));
	}

	@Test
	void disabledStarterHasNoEndpoints() {
		this.runner.withPropertyValues("breaker.enabled=false", "management.endpoints.web.exposure.include=*")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BreakersEndpoint.class));
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "100001", "many" })
	void capacityThatCannotBeKeepsTheApplicationFromStarting(String capacity) {
		this.runner
			.withPropertyValues("management.endpoints.web.exposure.include=*", "breaker.events.capacity=" + capacity)
			.run((context) -> assertThat(context.getStartupFailure()).rootCause()
				.hasMessage("'breaker.events.capacity' must be a whole number of at least 1 and at most 100000 but was "
						+ capacity));
	}

	@Test
	void ownBeansWin() {
		EventLog own = new EventLog("capacity", "7");
		this.runner.withBean(EventLog.class, () -> own)
			.withPropertyValues("management.endpoints.web.exposure.include=*")
			.run((context) -> assertThat(context).getBean(EventLog.class).isSameAs(own));
	}

}
