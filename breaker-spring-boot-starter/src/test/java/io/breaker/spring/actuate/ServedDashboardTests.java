package io.breaker.spring.actuate;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.breaker.spring.autoconfigure.BreakerDashboardAutoConfiguration;
import io.breaker.spring.dashboard.BreakerDashboardEndpoint;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.RuntimeHintsRegistrar;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
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
 * The page of the dashboard and its files, over HTTP.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ServedDashboardTests {

	private static final String ON = "breaker.dashboard.enabled=true";

	private static final Pattern LINK = Pattern.compile("(?:src|href|data-breakers|data-events)=\"([^\"#]+)\"");

	private static final Pattern IMPORT = Pattern.compile("from '\\./([a-z]+\\.js)'");

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	private HttpResponse<String> get(URI address, String... headers) throws Exception {
		HttpRequest.Builder request = HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(20));
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.client.send(request.build(), BodyHandlers.ofString());
	}

	private static URI uri(RunningApplication app, String port, String path) {
		return URI.create("http://127.0.0.1:" + app.context.getEnvironment().getRequiredProperty(port) + path);
	}

	private static URI uri(RunningApplication app, String path) {
		return uri(app, "local.server.port", path);
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void isOffUnlessItIsSwitchedOn(WebApplicationType type) throws Exception {
		try (RunningApplication app = RunningApplication.start(type)) {
			assertThat(app.context.getBeanNamesForType(BreakerDashboardEndpoint.class)).isEmpty();
			assertThat(app.context.getBeanDefinitionNames()).noneMatch((name) -> name.contains("ashboard"));
			assertThat(get(uri(app, "/actuator/breakerdashboard")).statusCode()).isEqualTo(404);
			assertThat(get(uri(app, "/actuator")).body()).doesNotContain("dashboard");
		}
	}

	@Test
	void isNotServedWhereItIsNotExposedOrHasNoAccess() throws Exception {
		for (String property : List.of("management.endpoints.web.exposure.exclude=breakerdashboard",
				"management.endpoint.breakerdashboard.access=none", "breaker.enabled=false")) {
			try (RunningApplication app = RunningApplication.with(Nothing.class, WebApplicationType.SERVLET, ON,
					property)) {
				assertThat(app.context.getBeanNamesForType(BreakerDashboardEndpoint.class)).isEmpty();
				assertThat(get(uri(app, "/actuator/breakerdashboard")).statusCode()).isEqualTo(404);
			}
		}
	}

	static Stream<Object[]> places() {
		return Stream.of(WebApplicationType.SERVLET, WebApplicationType.REACTIVE)
			.flatMap((type) -> Stream.of(place(type, "/actuator/breakerdashboard"),
					place(type, "/breakerdashboard", "management.endpoints.web.base-path=/"),
					place(type, "/shop/manage/a/board", "server.servlet.context-path=/shop",
							"spring.webflux.base-path=/shop", "management.endpoints.web.base-path=/manage",
							"management.endpoints.web.path-mapping.breakerdashboard=a/board",
							"management.endpoints.web.path-mapping.breakers=a/circuits"),
					place(type, "/ops/actuator/breakerdashboard", "management.server.port=0",
							"management.server.address=127.0.0.1", "management.server.base-path=/ops"),
					place(type, "/breakerdashboard", "management.server.port=0", "management.server.address=127.0.0.1",
							"management.endpoints.web.base-path=/")));
	}

	private static Object[] place(WebApplicationType type, String path, String... properties) {
		return new Object[] { type, path, properties };
	}

	@ParameterizedTest
	@MethodSource("places")
	void everyLinkOfThePageLeadsToItsTarget(WebApplicationType type, String path, String[] properties)
			throws Exception {
		List<String> all = new ArrayList<>(List.of(ON));
		all.addAll(Arrays.asList(properties));
		boolean otherPort = all.contains("management.server.port=0");
		try (RunningApplication app = RunningApplication.start(type, all.toArray(String[]::new))) {
			for (String ending : List.of("", "/")) {
				URI address = uri(app, otherPort ? "local.management.port" : "local.server.port", path + ending);
				HttpResponse<String> page = get(address, "Accept", "text/html,*/*;q=0.8");

				assertThat(page.statusCode()).isEqualTo(200);
				assertGuarded(page, "text/html");
				assertThat(page.body()).contains("data-writes=\"true\"").doesNotContain("${");
				List<String> links = new ArrayList<>();
				for (Matcher link = LINK.matcher(page.body()); link.find();) {
					links.add(link.group(1));
					HttpResponse<String> target = get(address.resolve(link.group(1)));
					assertThat(target.statusCode()).as("%s from %s", link.group(1), address).isEqualTo(200);
				}
				assertThat(links).hasSize(5);
			}
			if (otherPort) {
				assertThat(get(uri(app, path)).statusCode()).isEqualTo(404);
			}
		}
	}

	private static void assertGuarded(HttpResponse<String> answer, String type) {
		assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
		assertThat(answer.headers().allValues("Content-Security-Policy"))
			.containsExactly("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
					+ "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
		assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
		assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
		assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void everyFileIsServedAndNothingElse(WebApplicationType type) throws Exception {
		try (RunningApplication app = RunningApplication.start(type, ON)) {
			String page = "/actuator/breakerdashboard";
			String modules = get(uri(app, page + "/dashboard.js")).body();
			assertGuarded(get(uri(app, page + "/dashboard.js")), "text/javascript");
			assertGuarded(get(uri(app, page + "/dashboard.css"), "Accept", "text/css,*/*;q=0.1"), "text/css");
			assertGuarded(get(uri(app, page + "/icon.svg"), "Accept", "image/*,*/*;q=0.8"), "image/svg+xml");
			for (Matcher module = IMPORT.matcher(modules); module.find();) {
				HttpResponse<String> served = get(uri(app, page + "/" + module.group(1)));
				assertThat(served.statusCode()).as(module.group(1)).isEqualTo(200);
				assertThat(IMPORT.matcher(served.body()).results().map((each) -> uri(app, page + "/" + each.group(1))))
					.allSatisfy((address) -> {
						assertThat(get(address).statusCode()).isEqualTo(200);
					});
			}
			for (String other : List.of("/index.html", "/package-info.class", "/nothing.js", "/dashboard.js/more",
					"/BreakerDashboardEndpoint.class")) {
				assertThat(get(uri(app, page + other)).statusCode()).as(other).isEqualTo(404);
			}
			assertThat(get(uri(app, "/actuator/breakers")).headers().firstValue("Content-Security-Policy")).isEmpty();
			assertThat(get(uri(app, "/actuator/breakerdashboards")).headers().firstValue("Content-Security-Policy"))
				.isEmpty();
		}
	}

	@Test
	void filesNeedNothingFromElsewhereAndWriteNoMarkup() throws Exception {
		var files = new PathMatchingResourcePatternResolver().getResources("classpath:io/breaker/spring/dashboard/*.*");
		for (var file : files) {
			String name = String.valueOf(file.getFilename());
			if (name.endsWith(".class")) {
				continue;
			}
			String text = file.getContentAsString(StandardCharsets.UTF_8);
			assertThat(text.replace("http://www.w3.org/2000/svg", "")).as(name)
				.doesNotContain("http:", "https:", "url(");
			assertThat(text).as(name)
				.doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "Function(")
				.doesNotContain(" style=", " onclick=");
			assertThat(text.lines().count()).as(name).isLessThanOrEqualTo(300);
		}
		assertThat(files.length).isGreaterThan(10);
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void pageKnowsWhatIsNotThere(WebApplicationType type) throws Exception {
		try (RunningApplication app = RunningApplication.start(type, ON,
				"management.endpoint.breakers.access=read-only",
				"management.endpoints.web.exposure.exclude=breakerevents")) {
			assertThat(get(uri(app, "/actuator/breakerdashboard")).body()).contains("data-writes=\"false\"")
				.contains("data-breakers=\"./breakers\"")
				.contains("data-events=\"\"");
		}
	}

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void tokenAgainstForgedRequestsIsTold(WebApplicationType type) throws Exception {
		Class<?> security = (type == WebApplicationType.SERVLET) ? ServletSecurity.class : ReactiveSecurity.class;
		for (String port : List.of("local.server.port", "local.management.port")) {
			List<String> properties = new ArrayList<>(List.of(ON));
			if (port.contains("management")) {
				properties.addAll(List.of("management.server.port=0", "management.server.address=127.0.0.1"));
			}
			try (RunningApplication app = RunningApplication.secured(security, type,
					properties.toArray(String[]::new))) {
				String alice = "Basic YWxpY2U6cGFzc3dvcmQ=";
				String page = "/actuator/breakerdashboard";
				assertThat(get(uri(app, port, page)).statusCode()).isEqualTo(401);
				assertThat(get(uri(app, port, page), "Authorization", alice).headers().map())
					.doesNotContainKey("breaker-csrf-token");

				HttpResponse<String> told = get(uri(app, port, page + "/token"), "Authorization", alice);
				String cookie = told.headers()
					.allValues("Set-Cookie")
					.stream()
					.map((each) -> each.split(";")[0])
					.reduce("", (one, other) -> one.isEmpty() ? other : one + "; " + other);

				assertThat(told.statusCode()).isEqualTo(204);
				assertThat(told.headers().firstValue("Breaker-Csrf-Header")).isPresent();
				assertThat(
						post(uri(app, port, "/actuator/breakers/inventory"), "Authorization", alice, "Cookie", cookie))
					.isIn(401, 403);
				assertThat(post(uri(app, port, "/actuator/breakers/inventory"), "Authorization", alice, "Cookie",
						cookie, told.headers().firstValue("Breaker-Csrf-Header").orElseThrow(),
						told.headers().firstValue("Breaker-Csrf-Token").orElseThrow()))
					.isEqualTo(200);
			}
		}
	}

	private int post(URI address, String... headers) throws Exception {
		return this.client
			.send(HttpRequest.newBuilder(address)
				.headers(headers)
				.header("Content-Type", "application/json")
				.timeout(Duration.ofSeconds(20))
				.POST(HttpRequest.BodyPublishers.ofString("{\"action\":\"observe\"}"))
				.build(), BodyHandlers.discarding())
			.statusCode();
	}

	@Test
	void filesAreInANativeImage() throws Exception {
		RuntimeHints hints = new RuntimeHints();
		Class<?> registrar = Class.forName(BreakerDashboardAutoConfiguration.class.getName() + "$Hints");
		var constructor = registrar.getDeclaredConstructor();
		constructor.setAccessible(true);
		((RuntimeHintsRegistrar) constructor.newInstance()).registerHints(hints, null);

		assertThat(RuntimeHintsPredicates.resource().forResource("io/breaker/spring/dashboard/dashboard.js"))
			.accepts(hints);
	}

	private static UserDetails alice() {
		return User.withUsername("alice").password("{noop}password").roles("OPERATOR").build();
	}

	/**
	 * No beans beyond.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

	/**
	 * What Spring Boot would do, with a user of ours.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ServletSecurity {

		@Bean
		UserDetailsService users() {
			return new InMemoryUserDetailsManager(alice());
		}

		@Bean
		SecurityFilterChain chain(HttpSecurity http) {
			return http.authorizeHttpRequests((requests) -> requests.anyRequest().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

	/**
	 * The same on the reactive stack.
	 */
	@Configuration(proxyBeanMethods = false)
	static class ReactiveSecurity {

		@Bean
		MapReactiveUserDetailsService users() {
			return new MapReactiveUserDetailsService(alice());
		}

		@Bean
		SecurityWebFilterChain chain(ServerHttpSecurity http) {
			return http.authorizeExchange((exchanges) -> exchanges.anyExchange().authenticated())
				.httpBasic(Customizer.withDefaults())
				.build();
		}

	}

}
