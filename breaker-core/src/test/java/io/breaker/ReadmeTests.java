package io.breaker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.Settings;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.Incident;
import io.breaker.test.Faults;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The snippets of the README, executed. Each stands between two marks, and the README
 * must hold the same text.
 */
class ReadmeTests {

	private static final Path README = Path.of("..", "README.md");

	private static final Path SOURCE = Path.of("src/test/java/io/breaker/ReadmeTests.java");

	private final Client client = new Client();

	@Test
	void first() throws IOException {
		// snippet: first
		BreakerRegistry registry = BreakerRegistry.create();
		Breaker breaker = registry.breaker("inventory");

		String stock = breaker.call(() -> client.stock("sku-1"), (failure) -> "unknown");
		// end

		assertThat(stock).isEqualTo("42");
		assertInReadme("first");
	}

	@Test
	void styles() throws IOException {
		Breaker breaker = BreakerRegistry.create().breaker("inventory");

		// snippet: styles
		CompletableFuture<String> later = breaker.callAsync(() -> client.stockLater("sku-1"));

		Permit permit = breaker.acquire();
		permit.success();
		// end

		assertThat(later).isCompletedWithValue("42");
		assertThat(breaker.totals().success()).isEqualTo(2);
		assertInReadme("styles");
	}

	@Test
	void tune() throws IOException {
		// @formatter:off
		// snippet: tune
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.defaults((settings) -> settings.openFor(Duration.ofSeconds(2)))
			.template("remote", (settings) -> settings.slowCall(Duration.ofMillis(800)).ignore(NoSuchElementException.class))
			.instance("inventory", (settings) -> settings.template("remote").failureRate(40))
			.instance("partner-*", (settings) -> settings.template("remote"))
			.build();

		BreakerRegistry registry = BreakerRegistry.builder().configuration(configuration).build();
		// end
		// @formatter:on

		BreakerSettings inventory = registry.breaker("inventory").settings();
		assertThat(inventory.text(Settings.FAILURE_RATE)).isEqualTo("40%");
		assertThat(inventory.text(Settings.SLOW_CALL)).isEqualTo("800ms");
		assertThat(inventory.origin(Settings.OPEN_FOR)).hasToString("defaults");
		assertInReadme("tune");
	}

	@Test
	void refusal() throws IOException {
		String readme = Files.readString(README);

		assertThatThrownBy(() -> BreakerConfiguration.builder().instance("inventory", (s) -> s.failureRate(120)))
			.isInstanceOf(InvalidSettingException.class)
			.satisfies((ex) -> assertThat(readme).contains("\n" + ex.getMessage() + "\n"));
	}

	@Test
	void change() throws IOException {
		Breaker breaker = BreakerRegistry.create().breaker("inventory");

		// @formatter:off
		// snippet: change
		breaker.change(BreakerSettings.of((settings) -> settings.failureRate(30)),
				Intervention.by("alice").because("the new backend is flaky"));
		// end
		// @formatter:on

		assertThat(breaker.settings().text(Settings.FAILURE_RATE)).isEqualTo("30%");
		assertInReadme("change");
	}

	@Test
	void look() throws IOException {
		Breaker breaker = BreakerRegistry.create().breaker("inventory");

		// snippet: look
		BreakerSnapshot snapshot = breaker.snapshot();
		List<Incident> incidents = breaker.incidents();
		breaker.addListener(new BreakerListener() {
			@Override
			public void onEvent(BreakerEvent event) {
				System.out.println(event);
			}
		});
		// end

		assertThat(snapshot.name()).isEqualTo("inventory");
		assertThat(incidents).isEmpty();
		assertInReadme("look");
	}

	@Test
	void test() throws Exception {
		// snippet: test
		ManualTime time = new ManualTime();
		BreakerRegistry registry = BreakerRegistry.builder().timeSource(time).build();
		Breaker breaker = registry.breaker("inventory");
		Faults faults = new Faults(time);

		faults.fail(IOException::new);
		for (int i = 0; i < 100; i++) {
			time.advance(Duration.ofMillis(20));
			breaker.call(faults.around(() -> "in stock"), (failure) -> "unknown");
		}
		assertThat(breaker).isOpen();

		time.advance(Duration.ofSeconds(3));
		assertThat(breaker).isHalfOpen();
		// end

		assertInReadme("test");
	}

	private static void assertInReadme(String name) throws IOException {
		String block = find(Files.readString(README), "<!-- snippet: " + name + " -->\n```java\n(.*?)\n```");
		String code = find(Files.readString(SOURCE), "// snippet: " + name + "\n(.*?)\n\t\t// end")
			.replaceAll("(?m)^\t\t", "");

		assertThat(block).isEqualTo(code);
	}

	private static String find(String text, String pattern) {
		Matcher matcher = Pattern.compile(pattern, Pattern.DOTALL).matcher(text);
		assertThat(matcher.find()).as(pattern).isTrue();
		return matcher.group(1);
	}

	/**
	 * Something worth guarding.
	 */
	private static final class Client {

		String stock(String sku) throws IOException {
			return "42";
		}

		CompletableFuture<String> stockLater(String sku) {
			return CompletableFuture.completedFuture("42");
		}

	}

}
