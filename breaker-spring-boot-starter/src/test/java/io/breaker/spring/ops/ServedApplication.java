package io.breaker.spring.ops;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/**
 * An application that answers real HTTP on the loopback, without security and without a
 * database.
 */
final class ServedApplication implements AutoCloseable {

	private static final String SECURITY = "org.springframework.boot.security.autoconfigure.";

	private static final List<String> LEFT_OUT = List.of(SECURITY + "ReactiveUserDetailsServiceAutoConfiguration",
			SECURITY + "SecurityAutoConfiguration", SECURITY + "UserDetailsServiceAutoConfiguration",
			SECURITY + "actuate.web.reactive.ReactiveManagementWebSecurityAutoConfiguration",
			SECURITY + "actuate.web.servlet.ManagementWebSecurityAutoConfiguration",
			SECURITY + "web.reactive.ReactiveWebSecurityAutoConfiguration",
			SECURITY + "web.servlet.SecurityFilterAutoConfiguration",
			SECURITY + "web.servlet.ServletWebSecurityAutoConfiguration",
			"org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration");

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final ConfigurableApplicationContext context;

	private ServedApplication(ConfigurableApplicationContext context) {
		this.context = context;
	}

	static ServedApplication start(WebApplicationType type, String... properties) {
		return start(type, Nothing.class, properties);
	}

	static ServedApplication start(WebApplicationType type, Class<?> beans, String... properties) {
		SpringApplication application = new SpringApplication(Application.class, beans);
		application.setWebApplicationType(type);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		application.setRegisterShutdownHook(false);
		Map<String, Object> defaults = new TreeMap<>();
		defaults.put("server.port", "0");
		defaults.put("server.address", "127.0.0.1");
		// Reactor Netty 1.3 forgets to read from a connection now and then (its issue
		// 4361)
		defaults.put("server.netty.max-keep-alive-requests", "1");
		defaults.put("spring.main.banner-mode", "off");
		defaults.put("spring.autoconfigure.exclude", String.join(",", LEFT_OUT));
		defaults.put("management.endpoints.web.exposure.include", "*");
		defaults.put("logging.level.org", "warn");
		application.setDefaultProperties(defaults);
		return new ServedApplication(
				application.run(Stream.of(properties).map((property) -> "--" + property).toArray(String[]::new)));
	}

	String address() {
		return "127.0.0.1:" + this.context.getEnvironment().getRequiredProperty("local.server.port");
	}

	<T> T bean(Class<T> type) {
		return this.context.getBean(type);
	}

	Breaker breaker(String name) {
		return bean(BreakerRegistry.class).breaker(name);
	}

	HttpResponse<String> get(String path) throws IOException, InterruptedException {
		HttpRequest request = HttpRequest.newBuilder(URI.create("http://" + address() + path))
			.timeout(Duration.ofSeconds(10))
			.build();
		return this.client.send(request, HttpResponse.BodyHandlers.ofString());
	}

	static String encoded(String segment) {
		return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
	}

	@Override
	public void close() {
		this.context.close();
	}

	/**
	 * An application of this starter and of what is on the class path.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

	}

	/**
	 * No beans beyond.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Nothing {

	}

}
