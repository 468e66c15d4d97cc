package io.breaker.spring.ops;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Consumer;

import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerHealthAutoConfiguration;
import io.breaker.spring.health.BreakersHealth;
import io.breaker.test.BreakerStates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Health over real HTTP.
 */
@Timeout(120)
class ServedHealthTests {

	private static final String[] PROPERTIES = { "breaker.strict=false",
			"management.endpoint.health.show-details=always", "management.endpoint.health.probes.enabled=true",
			"breaker.defaults.open-for=1h", "breaker.defaults.open-for-max=1h",
			"breaker.instances.vital.health=down-when-open", "breaker.instances.hidden.health=ignore" };

	// INV-70, INV-71
	@ParameterizedTest
	@EnumSource(names = { "SERVLET", "REACTIVE" })
	void healthShowsBreakersAndStaysUpUnlessOneIsVital(WebApplicationType type) throws Exception {
		try (ServedApplication application = ServedApplication.start(type, PROPERTIES)) {
			BreakerStates.open(application.breaker("inventory"));
			BreakerStates.open(application.breaker("hidden"));
			application.breaker("TestClient#getHello() ü");
			application.breaker("vital");

			assertThat(application.get("/actuator/health"))
				.satisfies(answers(200, "\"breakers\":{", "\"status\":\"UP\""));
			assertThat(application.get("/actuator/health/breakers")).satisfies(answers(200, "\"inventory\""))
				.extracting(HttpResponse::body)
				.asString()
				.doesNotContain("hidden");
			assertThat(application.get("/actuator/health/breakers/inventory"))
				.satisfies(answers(200, "\"status\":\"UP\"", "\"state\":\"OPEN\"", "\"mode\":\"ENFORCE\"",
						"\"since\":\"", "\"reason\":\"opened by an operator\"", "\"retryAfter\":"));
			assertThat(application
				.get("/actuator/health/breakers/" + ServedApplication.encoded("TestClient#getHello() ü")))
				.satisfies(answers(200));
			assertThat(application.get("/actuator/health/breakers/hidden")).satisfies(answers(404));
			assertThat(application.get("/actuator/health/breakers/unknown")).satisfies(answers(404));

			BreakerStates.open(application.breaker("vital"));

			assertThat(application.get("/actuator/health")).satisfies(answers(503));
			assertThat(application.get("/actuator/health/breakers/vital"))
				.satisfies(answers(503, "\"status\":\"DOWN\""));
			assertThat(application.get("/actuator/health/liveness")).satisfies(answers(200));
			assertThat(application.get("/actuator/health/readiness")).satisfies(answers(200));

			BreakerStates.closed(application.breaker("vital"));

			assertThat(application.get("/actuator/health")).satisfies(answers(200));
		}
	}

	private static Consumer<HttpResponse<String>> answers(int status, String... parts) {
		return (response) -> {
			assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
			assertThat(List.of(parts)).allMatch(response.body()::contains);
		};
	}

	@Test
	void healthOfBreakersCanBeSwitchedOff() {
		ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(
				AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerHealthAutoConfiguration.class));

		runner.run((context) -> assertThat(context).hasSingleBean(BreakersHealth.class));
		runner.withPropertyValues("management.health.breakers.enabled=false")
			.run((context) -> assertThat(context).doesNotHaveBean(BreakersHealth.class));
		runner.withPropertyValues("breaker.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BreakersHealth.class));
		runner.withClassLoader(new FilteredClassLoader("org.springframework.boot.health"))
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean(BreakersHealth.class));
	}

}
