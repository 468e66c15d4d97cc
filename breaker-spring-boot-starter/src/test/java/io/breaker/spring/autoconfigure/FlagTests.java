package io.breaker.spring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.breaker.config.Setting;
import io.breaker.spring.YamlSources;
import io.breaker.spring.aop.BreakerAdvisor;
import io.breaker.spring.environment.LocatedSettingException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.core.env.ConfigurableEnvironment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The keys right under {@code breaker}.
 */
class FlagTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class));

	private static ConfigurableEnvironment flag(Flag flag, String written) {
		return YamlSources.environment(flag.property() + ": " + written);
	}

	@ParameterizedTest
	@EnumSource
	void defaultIsReadWhereNothingIsWritten(Flag flag) {
		Object standard = Flag.settings().get(flag.ordinal()).standard();

		assertThat(standard).isNotNull();
		assertThat(flag.read(YamlSources.environment("other: 1"), Object.class)).isEqualTo(standard);
	}

	@Test
	void valuesAreReadWithTheirTypes() {
		assertThat(flag(Flag.STRICT, "false"))
			.satisfies((environment) -> assertThat(Flag.STRICT.read(environment, Boolean.class)).isFalse());
		assertThat(Flag.STRICT.read(flag(Flag.STRICT, "' TRUE '"), Boolean.class)).isTrue();
		assertThat(Flag.STRICT.read(flag(Flag.STRICT, "off"), Boolean.class)).isFalse();
		assertThat(Flag.ASPECT_ORDER.read(flag(Flag.ASPECT_ORDER, "-7"), Integer.class)).isEqualTo(-7);
		assertThat(Flag.ASPECT_ORDER.read(YamlSources.environment(""), Integer.class))
			.isEqualTo(BreakerAdvisor.DEFAULT_ORDER);
		assertThat(Flag.ASPECT_MODE.read(flag(Flag.ASPECT_MODE, "AspectJ"), AspectMode.class))
			.isEqualTo(AspectMode.ASPECTJ);
		assertThat(Flag.EVENTS_CAPACITY.read(flag(Flag.EVENTS_CAPACITY, "\"${none:50}\""), Integer.class))
			.isEqualTo(50);
	}

	@Test
	void nearestSourceWinsAndNamesAreRelaxed() {
		ConfigurableEnvironment environment = YamlSources.environment("breaker: { metrics: { maxBreakers: 7 } }",
				"breaker.metrics.max-breakers: 8");

		assertThat(Flag.METRICS_MAX_BREAKERS.read(environment, Integer.class)).isEqualTo(7);
		YamlSources.with(environment, Map.of("BREAKER_METRICS_MAXBREAKERS", "9"));
		assertThat(Flag.METRICS_MAX_BREAKERS.read(environment, Integer.class)).isEqualTo(9);
	}

	static List<Object[]> badValueIsRefusedAtStart() {
		return Arrays.stream(Flag.values()).flatMap(FlagTests::badValues).toList();
	}

	private static Stream<Object[]> badValues(Flag flag) {
		Setting<?> setting = Flag.settings().get(flag.ordinal());
		Stream<String> bad = (setting.standard() instanceof Boolean)
				? Stream.of("maybe", "yep", "'yes'", "'1'", "1", "\"\"", "[ true, false ]")
				: Stream.of("soon", "1.5", "99999999999", "\"\"", "1s");
		return bad.map((value) -> new Object[] { flag, value });
	}

	@ParameterizedTest
	@MethodSource
	void badValueIsRefusedAtStart(Flag flag, String value) {
		this.runner
			.withInitializer((context) -> YamlSources.load("application.yml", flag.property() + ": " + value)
				.forEach(context.getEnvironment().getPropertySources()::addLast))
			.run((context) -> assertThat(
					NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure().getCause()))
				.hasMessageContaining("'" + flag.property())
				.hasMessageContaining(" must "));
	}

	@ParameterizedTest
	@CsvSource({ "maybe, maybe", "fasle, 'fasle; did you mean ''false''?'", "truee, 'truee; did you mean ''true''?'",
			"'''yes''', yes" })
	void strictReadsAsDocumented(String written, String said) {
		ConfigurableEnvironment environment = YamlSources.environment("breaker:\n  strict: " + written + "\n");

		assertThatExceptionOfType(LocatedSettingException.class)
			.isThrownBy(() -> Flag.STRICT.read(environment, Boolean.class))
			.withMessageStartingWith("'breaker.strict' must be true or false but was " + said + " (")
			.withMessageEndingWith("application.yml] - 2:11)");
	}

	@Test
	void everyFlagIsCheckedAtStartEvenIfNobodyReadsIt() {
		this.runner.withPropertyValues("breaker.enabled=off")
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.rootCause()
				.hasMessageContaining("'breaker.enabled' must be true or false but was off"));
	}

}
