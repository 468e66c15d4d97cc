package io.breaker.spring.actuate;

import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.spring.actuate.RunningApplication.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.core.userdetails.MapReactiveUserDetailsService;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Endpoints behind Spring Security: who acts is known, and who may not changes nothing.
 */
// INV-69
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SecuredApplicationTests {

	private static final String PATH = "/actuator/breakers/inventory";

	private static RunningApplication start(WebApplicationType type, String... properties) {
		Class<?> security = (type == WebApplicationType.SERVLET) ? ServletSecurity.class : ReactiveSecurity.class;
		return RunningApplication.secured(security, type, properties);
	}

	private static Answer get(RunningApplication app, String user, String path) {
		return app.send(app.request(path).header("Authorization", basic(user)).GET());
	}

	private static Answer post(RunningApplication app, String user, String path, String body) {
		return app.send(app.request(path)
			.header("Authorization", basic(user))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(body)));
	}

	private static String basic(String user) {
		return "Basic " + Base64.getEncoder().encodeToString((user + ":password").getBytes(StandardCharsets.UTF_8));
	}

	@ParameterizedTest
	@ValueSource(strings = { "SERVLET", "REACTIVE" })
	void actorIsThePrincipal(WebApplicationType type) {
		try (RunningApplication app = start(type)) {
			Answer act = post(app, "alice", PATH, "{\"action\":\"observe\",\"reason\":\"trying\"}");
			Answer tune = post(app, "alice", PATH + "/settings", "{\"evidence\":9,\"for\":\"10m\"}");

			assertThat(act.text("/actor")).isEqualTo("alice");
			assertThat(tune.text("/actor")).isEqualTo("alice");
			assertThat(get(app, "bob", PATH).text("/override/actor")).isEqualTo("alice");
			assertThat(get(app, "bob", PATH).json().get("settings").get("evidence").get("actor").asString())
				.isEqualTo("alice");
			assertThat(get(app, "bob", "/actuator/breakerevents/inventory?limit=1").text("/events/0/actor"))
				.isEqualTo("alice");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "SERVLET", "REACTIVE" })
	void whoMayNotWriteChangesNothing(WebApplicationType type) {
		try (RunningApplication app = start(type)) {
			assertThat(post(app, "bob", PATH, "{\"action\":\"force-open\"}").status()).isEqualTo(403);
			assertThat(post(app, "bob", PATH + "/settings", "{\"evidence\":9}").status()).isEqualTo(403);
			assertThat(app.post(PATH, "{\"action\":\"force-open\"}").status()).isEqualTo(401);
			assertThat(app.get(PATH).status()).isEqualTo(401);

			assertThat(get(app, "bob", PATH).status()).isEqualTo(200);
			assertThat(app.breaker("inventory").mode()).isEqualTo(BreakerMode.ENFORCE);
			assertThat(app.breaker("inventory").settings().toString()).doesNotContain("evidence=9");
		}
	}

	@ParameterizedTest
	@CsvSource({ "SERVLET, never, false, false", "SERVLET, when-authorized, true, false", "SERVLET, always, true, true",
			"REACTIVE, when-authorized, true, false" })
	void messagesAreShownToWhomTheyMayBe(WebApplicationType type, String show, boolean alice, boolean bob) {
		try (RunningApplication app = start(type, "management.endpoint.breakers.show-values=" + show,
				"management.endpoint.breakers.roles=OPERATOR")) {
			app.breakDown("inventory");
			app.breaker("inventory").reset(Intervention.by("test"));

			for (String path : List.of(PATH, "/actuator/breakerevents", "/actuator/breakerevents/inventory")) {
				assertThat(get(app, "alice", path).body().contains("secret of the callee")).isEqualTo(alice);
				assertThat(get(app, "bob", path).body().contains("secret of the callee")).isEqualTo(bob);
				assertThat(get(app, "bob", path).body()).contains("java.io.IOException");
			}
		}
	}

	@Test
	void withoutRolesEverybodyWhoIsKnownIsAuthorized() {
		try (RunningApplication app = start(WebApplicationType.SERVLET,
				"management.endpoint.breakers.show-values=when-authorized")) {
			app.breakDown("inventory");

			assertThat(get(app, "bob", PATH).body()).contains("secret of the callee");
		}
	}

	private static UserDetails user(String name, String role) {
		return User.withUsername(name).password("{noop}password").roles(role).build();
	}

	/**
	 * The security of an application with Spring MVC.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ServletSecurity {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(user("alice", "OPERATOR"), user("bob", "USER"));
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.securityMatcher(EndpointRequest.toAnyEndpoint())
				.authorizeHttpRequests((requests) -> requests
					.requestMatchers(EndpointRequest.to(BreakersEndpoint.class).withHttpMethod(HttpMethod.POST))
					.hasRole("OPERATOR")
					.anyRequest()
					.authenticated())
				.csrf((csrf) -> csrf.disable())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	/**
	 * The security of an application with Spring WebFlux.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ReactiveSecurity {

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(user("alice", "OPERATOR"), user("bob", "USER"));
		}

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http
				.authorizeExchange((exchanges) -> exchanges.pathMatchers(HttpMethod.POST, "/actuator/breakers/**")
					.hasRole("OPERATOR")
					.anyExchange()
					.authenticated())
				.csrf((csrf) -> csrf.disable())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
