package io.breaker.spring.actuate;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.Alarm;
import io.breaker.spring.CircuitBreaker;
import io.breaker.test.ManualTime;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application behind a real server, whose time stands still until a test moves it.
 */
final class RunningApplication implements AutoCloseable {

	static final JsonMapper JSON = JsonMapper.builder().build();

	/**
	 * Two reactive servers are on the class path of these tests; Netty is meant.
	 */
	private static final String EXCLUDED = String.join(",",
			"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration",
			"org.springframework.boot.tomcat.autoconfigure.reactive.TomcatReactiveWebServerAutoConfiguration",
			"org.springframework.boot.tomcat.autoconfigure.actuate.web.server.TomcatReactiveManagementContextAutoConfiguration");

	private static final String UNSECURED = String.join(",", EXCLUDED,
			"org.springframework.boot.security.autoconfigure.actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.reactive.ReactiveWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.servlet.SecurityFilterAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.web.servlet.ServletWebSecurityAutoConfiguration",
			"org.springframework.boot.security.autoconfigure.UserDetailsServiceAutoConfiguration");

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();

	final ConfigurableApplicationContext context;

	final ManualTime time;

	private RunningApplication(ConfigurableApplicationContext context) {
		this.context = context;
		this.time = context.getBean(ManualTime.class);
	}

	/**
	 * Starts an application that guards the methods of {@link Inventory}.
	 */
	static RunningApplication start(WebApplicationType type, String... properties) {
		return start(type, UNSECURED, List.of(Stock.class), properties);
	}

	/**
	 * Starts an application with beans of its own.
	 */
	static RunningApplication with(Class<?> beans, WebApplicationType type, String... properties) {
		return start(type, UNSECURED, List.of(beans), properties);
	}

	/**
	 * Starts an application that guards the methods of {@link Inventory}, behind Spring
	 * Security.
	 */
	static RunningApplication secured(Class<?> security, WebApplicationType type, String... properties) {
		return start(type, EXCLUDED, List.of(Stock.class, security), properties);
	}

	private static RunningApplication start(WebApplicationType type, String excluded, List<Class<?>> beans,
			String... properties) {
		// Reactor Netty 1.3 forgets to read from a connection now and then (its issue
		// 4361)
		List<String> all = new ArrayList<>(List.of("server.port=0", "server.address=127.0.0.1",
				"server.netty.max-keep-alive-requests=1", "breaker.defaults.open-jitter=0%",
				"management.endpoints.web.exposure.include=*", "spring.main.register-shutdown-hook=false",
				"spring.jmx.enabled=false", "spring.autoconfigure.exclude=" + excluded));
		all.addAll(List.of(properties));
		List<Class<?>> sources = new ArrayList<>(List.of(Setup.class));
		sources.addAll(beans);
		return new RunningApplication(new SpringApplicationBuilder(sources.toArray(Class<?>[]::new)).web(type)
			.bannerMode(Banner.Mode.OFF)
			.properties(all.toArray(String[]::new))
			.run());
	}

	BreakerRegistry registry() {
		return this.context.getBean(BreakerRegistry.class);
	}

	Breaker breaker(String name) {
		return registry().find(name).orElseThrow();
	}

	/**
	 * Opens a breaker as its callee would: the evidence is there, and lasts.
	 */
	void breakDown(String name) {
		for (int i = 0; i < 20; i++) {
			breaker(name).tryAcquire().ifPresent((permit) -> permit.failure(new IOException("secret of the callee")));
			this.time.advance(Duration.ofMillis(100));
		}
	}

	int port() {
		return Integer.parseInt(this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	Answer get(String path) {
		return send(request(path).GET());
	}

	Answer post(String path, String body) {
		return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
	}

	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path)).timeout(Duration.ofSeconds(20));
	}

	Answer send(HttpRequest.Builder request) {
		try {
			HttpResponse<String> response = this.client.send(request.build(), BodyHandlers.ofString());
			return new Answer(response.statusCode(), response.body());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * What came back.
	 *
	 * @param status the status
	 * @param body the body as it was sent
	 */
	record Answer(int status, String body) {

		JsonNode json() {
			return JSON.readTree(this.body);
		}

		String text(String pointer) {
			return json().at(pointer).asString();
		}

	}

	/**
	 * The application.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Setup {

		@Bean
		ManualTime time() {
			return new ManualTime();
		}

		@Bean
		Alarm alarm(ManualTime time) {
			return time.alarm();
		}

	}

	/**
	 * What most tests guard.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Stock {

		@Bean
		Inventory inventory() {
			return new Inventory();
		}

	}

	/**
	 * A bean with something worth guarding.
	 */
	static class Inventory {

		@CircuitBreaker(name = "inventory", fallback = "lastKnownStock")
		String stock(String sku) throws IOException {
			throw new IOException("secret of the callee");
		}

		private String lastKnownStock(String sku, CallRejectedException rejected) {
			return "unknown";
		}

		@CircuitBreaker(name = "inventory")
		void order(String sku) {
			// Nothing goes wrong here.
		}

		@CircuitBreaker(name = "ledger")
		void book() {
			// Nothing goes wrong here.
		}

	}

}
