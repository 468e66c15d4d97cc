package io.breaker.spring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.Permit;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerState;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerHttpAutoConfiguration;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpClientErrorException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Whoever comes over from another library keeps its behaviour with the configuration that
 * the documentation shows.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class MigrationTests {

	private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)\n```", Pattern.DOTALL);

	private final ManualTime time = new ManualTime();

	private ApplicationContextRunner runner(String page) throws IOException {
		Matcher yaml = YAML.matcher(Files.readString(Path.of("..", "docs", page)));
		assertThat(yaml.find()).isTrue();
		return new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerHttpAutoConfiguration.class))
			.withBean(TimeSource.class, () -> this.time)
			.withBean(Client.class)
			.withInitializer((context) -> YamlSources.load("application.yml", yaml.group(1))
				.forEach(context.getEnvironment().getPropertySources()::addLast));
	}

	@ParameterizedTest
	@ValueSource(strings = { "from-resilience4j.md", "from-hystrix.md" })
	void notFoundIsAFailureAndReachesTheFallback(String page) throws IOException {
		runner(page).run((context) -> {
			assertThat(context.getBean(Client.class).stock()).isEqualTo("unknown");
			assertThat(context.getBean(BreakerRegistry.class).breaker("inventory").totals().failure()).isEqualTo(1);
		});
	}

	@ParameterizedTest
	@CsvSource({ "4, CLOSED", "5, OPEN" })
	void halfOfTheTrialsIsTooFewAsInResilience4j(int failing, BreakerState after) throws IOException {
		runner("from-resilience4j.md").run((context) -> {
			Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");
			BreakerStates.open(breaker);
			this.time.advance(Duration.ofMinutes(1));
			List<Permit> trials = IntStream.range(0, 10).mapToObj((i) -> breaker.acquire()).toList();

			trials.subList(0, failing).forEach((trial) -> trial.failure(new IOException()));
			trials.subList(failing, 10).forEach(Permit::success);

			assertThat(breaker.state()).isEqualTo(after);
		});
	}

	/**
	 * Calls a backend that does not know what it is asked for.
	 */
	static class Client {

		@CircuitBreaker(name = "inventory", fallback = "unknown")
		String stock() {
			throw new HttpClientErrorException(HttpStatus.NOT_FOUND);
		}

		private String unknown() {
			return "unknown";
		}

	}

}
