package io.breaker.spring.actuate;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.breaker.Breaker;
import io.breaker.CallRejectedException;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.actuate.RunningApplication.Answer;
import io.breaker.spring.request.RefusalDescriptor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.WebApplicationType;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples of the documentation, asked in the order in which they stand there.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ActuatorDocumentationTests {

	private static final Path DOCUMENT = Path.of("..", "docs", "actuator.md");

	private static final Pattern EXAMPLE = Pattern
		.compile("<!-- example: ([a-z-]+) -->\n```bash\n(curl .*?)\n```\n+```json\n(.*?)\n```", Pattern.DOTALL);

	private static final Pattern EXPOSURE = Pattern
		.compile("management:\n  (endpoints\\.web\\.exposure\\.include): (.*)\n");

	/**
	 * Stands for what the document leaves out.
	 */
	private static final String MORE = "…";

	private static final Path README = Path.of("..", "README.md");

	@ParameterizedTest
	@EnumSource(value = WebApplicationType.class, names = { "SERVLET", "REACTIVE" })
	void answersAreThoseOfTheDocument(WebApplicationType type) throws IOException {
		assertThat(ask(type, DOCUMENT, "list")).doesNotHaveDuplicates().hasSizeGreaterThan(9);
	}

	@Test
	void answersAreThoseOfTheReadme() throws IOException {
		assertThat(ask(WebApplicationType.SERVLET, README, "situation")).containsExactly("situation", "tune");
	}

	/**
	 * Asks all examples of a document and compares the answers.
	 * @param breaksDown the example before which the callee breaks down
	 */
	private static List<String> ask(WebApplicationType type, Path document, String breaksDown) throws IOException {
		String text = Files.readString(document);
		Matcher exposure = EXPOSURE.matcher(text);
		assertThat(exposure.find()).as(document.toString()).isTrue();
		try (RunningApplication app = RunningApplication.with(Shop.class, type,
				"management." + exposure.group(1) + "=" + exposure.group(2), "breaker.templates.remote.slow-call=800ms",
				"breaker.instances.inventory.template=remote", "breaker.instances.inventory.failure-rate=40%")) {
			List<String> asked = new ArrayList<>();
			Matcher examples = EXAMPLE.matcher(text);
			while (examples.find()) {
				String name = examples.group(1);
				if (name.equals(breaksDown)) {
					breakDown(app);
				}
				Answer answer = ask(app, examples.group(2));
				JsonNode actual = RunningApplication.JSON
					.readTree(answer.body().replace(InventoryClient.class.getName(), "com.acme.InventoryClient"));
				compare(name, "", RunningApplication.JSON.readTree(examples.group(3)), actual, actual.toPrettyString());
				asked.add(name);
			}
			return asked;
		}
	}

	/**
	 * 120 calls succeed, then the callee breaks down.
	 */
	static void breakDown(RunningApplication app) {
		Breaker breaker = app.breaker("inventory");
		for (int i = 0; i < 120; i++) {
			breaker.acquire().success();
		}
		InventoryClient client = app.context.getBean(InventoryClient.class);
		for (int i = 0; i < 18; i++) {
			try {
				client.stock("sku");
			}
			catch (IOException ex) {
				app.time.advance(Duration.ofMillis(100));
			}
		}
		app.time.advance(Duration.ofMillis(160));
	}

	private static Answer ask(RunningApplication app, String curl) {
		Matcher path = Pattern.compile("'?http://localhost:8080(/[^\\s']*)'?").matcher(curl);
		Matcher data = Pattern.compile("-d '(.*?)'", Pattern.DOTALL).matcher(curl);
		assertThat(path.find()).as(curl).isTrue();
		HttpRequest.Builder request = app.request(path.group(1));
		if (data.find()) {
			assertThat(curl).contains("-H 'Content-Type: application/json'");
			request.header("Content-Type", "application/json").POST(BodyPublishers.ofString(data.group(1)));
		}
		return app.send(request);
	}

	private static void compare(String example, String at, JsonNode told, JsonNode actual, String all) {
		if (told.isObject()) {
			told.propertyStream()
				.filter((each) -> !each.getKey().equals(MORE))
				.forEach((each) -> compare(example, at + "/" + each.getKey(), each.getValue(),
						actual.path(each.getKey()), all));
			if (!told.has(MORE)) {
				assertThat(told.propertyNames()).as("%s%s of %s", example, at, all)
					.containsExactlyElementsOf(actual.propertyNames());
			}
			return;
		}
		if (told.isArray()) {
			boolean more = !told.isEmpty() && told.get(told.size() - 1).asString("").equals(MORE);
			int size = more ? told.size() - 1 : told.size();
			for (int i = 0; i < size; i++) {
				compare(example, at + "/" + i, told.get(i), actual.path(i), all);
			}
			assertThat(actual.size()).as("%s%s of %s", example, at, all).satisfies((length) -> {
				if (more) {
					assertThat(length).isGreaterThan(size);
				}
				else {
					assertThat(length).isEqualTo(size);
				}
			});
			return;
		}
		assertThat(actual).as("%s%s of %s", example, at, all).isEqualTo(told);
	}

	@Test
	void everyComponentIsExplained() throws IOException {
		String document = Files.readString(DOCUMENT);

		for (Class<?> descriptor : List.of(BreakerDescriptor.class, SettingDescriptor.class, IncidentDescriptor.class,
				EventDescriptor.class, RefusalDescriptor.class)) {
			for (var component : descriptor.getRecordComponents()) {
				assertThat(document).as(descriptor.getSimpleName()).contains("`" + component.getName() + "`");
			}
		}
		EventDescriptor.TYPES.forEach((type) -> assertThat(document).contains("`" + type + "`"));
		for (Action action : Action.values()) {
			assertThat(document).contains("`" + action.name().toLowerCase(Locale.ROOT).replace('_', '-') + "`");
		}
	}

	/**
	 * The application of the document.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Shop {

		@Bean
		InventoryClient client() {
			return new InventoryClient();
		}

	}

	/**
	 * The client of the document.
	 */
	static class InventoryClient {

		@CircuitBreaker(name = "inventory", fallback = "lastKnownStock")
		String stock(String sku) throws IOException {
			throw new ConnectException("secret of the callee");
		}

		private String lastKnownStock(String sku, CallRejectedException rejected) {
			return "unknown";
		}

	}

}
