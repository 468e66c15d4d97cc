package io.breaker.spring.autoconfigure;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

import io.breaker.spring.SpringSettings;
import io.breaker.spring.YamlSources;
import io.breaker.spring.autoconfigure.BrokenYaml.Broken;
import io.breaker.spring.environment.EnvironmentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

/**
 * Broken files, generated: every one is refused, and says what is wrong, where, and what
 * was probably meant.
 */
// INV-63
class BrokenYamlTests {

	private static final List<Broken> BROKEN = BrokenYaml.all();

	static List<Broken> broken() {
		return BROKEN;
	}

	static List<Broken> someBroken() {
		return IntStream.range(0, BROKEN.size()).filter((i) -> i % 40 == 0).mapToObj(BROKEN::get).toList();
	}

	@Test
	void thereAreManyWaysToBreakAFile() {
		assertThat(BROKEN).hasSizeGreaterThan(1_000);
		assertThat(BROKEN.stream().map(Broken::text)).doesNotHaveDuplicates();
		assertThat(BROKEN).extracting(Broken::key)
			.containsAll(SpringSettings.all().stream().map((setting) -> "breaker.defaults." + setting.key()).toList());
	}

	@ParameterizedTest
	@MethodSource("broken")
	void isRefusedInWordsThatHelp(Broken broken) {
		EnvironmentConfiguration source = new EnvironmentConfiguration(YamlSources.environment(broken.text()),
				Flag.settings(), Set::of, List::of);

		assertRefused(catchThrowable(source::read), broken);
	}

	@ParameterizedTest
	@MethodSource("someBroken")
	void isRefusedByAnApplication(Broken broken) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
			.withInitializer((context) -> YamlSources.load("application.yml", broken.text())
				.forEach(context.getEnvironment().getPropertySources()::addLast))
			.run((context) -> assertRefused(context.getStartupFailure(), broken));
	}

	private static void assertRefused(Throwable failure, Broken broken) {
		assertThat(failure).as(broken.text()).isNotNull();
		FailureAnalysis analysis = Objects.requireNonNull(new BreakerFailureAnalyzer().analyze(failure));
		assertThat(analysis.getDescription()).startsWith("'" + broken.key() + "' must ")
			.contains(" but was " + broken.value())
			.contains("Origin: Byte array resource [application.yml] - " + broken.line() + ":");
		assertThat(analysis.getAction()).matches("(?s).*It must .*|Did you mean .*");
		if (broken.nearest() != null) {
			assertThat(analysis.getDescription()).contains("; did you mean '" + broken.nearest() + "'?");
			assertThat(analysis.getAction()).startsWith("Did you mean '" + broken.nearest() + "'?");
		}
	}

}
