package io.breaker.spring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.Settings;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The snippets of the README about Spring Boot, executed.
 */
class ReadmeTests {

	private static final Path README = Path.of("..", "README.md");

	private static final Path SOURCE = Path.of("src/test/java/io/breaker/spring/ReadmeTests.java");

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
		.withBean(InventoryClient.class);

	@Test
	void annotatedMethodAnswersAsTheReadmeSays() throws IOException {
		assertThat(block("annotate", "java")).isEqualTo(code("annotate"));

		this.runner.run((context) -> {
			InventoryClient client = context.getBean(InventoryClient.class);
			assertThat(client.stock("sku-1")).isEqualTo("unknown, the shop does not answer");

			Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");
			breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

			assertThat(client.stock("sku-1")).isEqualTo("unknown, the shop is not asked");
		});
	}

	@Test
	void yamlOfTheReadmeTunesTheBreaker() throws IOException {
		YamlPropertiesFactoryBean yaml = new YamlPropertiesFactoryBean();
		yaml.setResources(new ByteArrayResource(block("yaml", "yaml").getBytes(StandardCharsets.UTF_8)));
		Properties properties = yaml.getObject();
		String[] pairs = properties.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new);

		this.runner.withPropertyValues(pairs).run((context) -> {
			var settings = context.getBean(BreakerRegistry.class).breaker("inventory").settings();
			assertThat(settings.text(Settings.FAILURE_RATE)).isEqualTo("40%");
			assertThat(settings.text(Settings.SLOW_CALL)).isEqualTo("800ms");
			assertThat(settings.text(Settings.OPEN_FOR)).isEqualTo("2s");
			assertThat(settings.origin(Settings.SLOW_CALL)).hasToString("templates.remote");
		});
	}

	private static String block(String name, String language) throws IOException {
		return find(Files.readString(README), "<!-- snippet: " + name + " -->\n```" + language + "\n(.*?)\n```");
	}

	private static String code(String name) throws IOException {
		return find(Files.readString(SOURCE), "// snippet: " + name + "\n(.*?)\n\t\t// end").replaceAll("(?m)^\t\t",
				"");
	}

	private static String find(String text, String pattern) {
		Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
		assertThat(matcher.find()).as(pattern).isTrue();
		return matcher.group(1);
	}

	/**
	 * The bean of the README.
	 */
	static class InventoryClient {

		private final Shop client = new Shop();

		// snippet: annotate
		@CircuitBreaker(name = "inventory", fallback = "lastKnownStock")
		String stock(String sku) throws IOException {
			return this.client.stock(sku);
		}

		private String lastKnownStock(String sku, CallRejectedException rejected) {
			return "unknown, the shop is not asked";
		}

		private String lastKnownStock(String sku, IOException failure) {
			return "unknown, the shop does not answer";
		}
		// end

	}

	/**
	 * A callee that does not answer.
	 */
	static class Shop {

		String stock(String sku) throws IOException {
			throw new IOException("broken");
		}

	}

}
