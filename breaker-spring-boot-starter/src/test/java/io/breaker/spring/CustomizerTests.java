package io.breaker.spring;

import java.io.IOException;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Setting;
import io.breaker.config.Settings;
import io.breaker.config.Verdict;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What an application decides in code.
 */
class CustomizerTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
		.withPropertyValues("breaker.strict=false", "breaker.templates.remote.slow-call=800ms",
				"breaker.instances.inventory.failure-rate=40%", "breaker.instances.inventory.evidence=20");

	@Test
	void customizerAddsToOneBreaker() {
		this.runner
			.withBean(BreakerCustomizer.class,
					() -> (configuration) -> configuration.instance("inventory",
							(settings) -> settings.recordWhen(IOException.class::isInstance).template("remote")))
			.run((context) -> {
				Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");
				Breaker other = context.getBean(BreakerRegistry.class).breaker("ledger");

				assertThat(breaker.judge(new IllegalStateException())).isEqualTo(Verdict.SUCCESS);
				assertThat(other.judge(new IllegalStateException())).isEqualTo(Verdict.FAILURE);
				assertThat(origin(breaker, Settings.RECORD_WHEN)).isEqualTo("code");
				assertThat(origin(breaker, Settings.FAILURE_RATE)).isEqualTo("instances.inventory");
				assertThat(origin(breaker, Settings.SLOW_CALL)).isEqualTo("templates.remote");
				assertThat(breaker.settings().text(Settings.FAILURE_RATE)).isEqualTo("40%");
			});
	}

	@Test
	void customizerWinsOverWhatIsWrittenAtTheSamePlace() {
		this.runner.withBean(BreakerCustomizer.class, () -> (configuration) -> {
			configuration.instance("inventory", (settings) -> settings.evidence(30));
			configuration.defaults((settings) -> settings.trialCalls(4));
			configuration.instance("partner-*", (settings) -> settings.trialCalls(5));
		}).run((context) -> {
			BreakerRegistry registry = context.getBean(BreakerRegistry.class);

			assertThat(registry.breaker("inventory").settings().text(Settings.EVIDENCE)).isEqualTo("30");
			assertThat(origin(registry.breaker("inventory"), Settings.EVIDENCE)).isEqualTo("code");
			assertThat(registry.breaker("partner-x").settings().text(Settings.TRIAL_CALLS)).isEqualTo("5");
			assertThat(registry.breaker("y").settings().text(Settings.TRIAL_CALLS)).isEqualTo("4");
		});
	}

	@Test
	void customizersAreAskedInTheirOrder() {
		this.runner.withUserConfiguration(Ordered.class).run((context) -> {
			BreakerSettings settings = context.getBean(BreakerRegistry.class).breaker("inventory").settings();

			assertThat(settings.text(Settings.EVIDENCE)).isEqualTo("33");
			assertThat(settings.text(Settings.TRIAL_CALLS)).isEqualTo("2");
		});
	}

	@ParameterizedTest
	@ValueSource(booleans = { true, false })
	void whatACustomizerGetsWrongIsRefusedWithItsName(boolean combination) {
		this.runner.withUserConfiguration(combination ? WrongCombination.class : WrongValue.class)
			.run((context) -> assertThat(context).hasFailed()
				.getFailure()
				.cause()
				.cause()
				.hasMessageContaining(combination ? "'breaker.instances.inventory.slow-call-rate' must stand together"
						: "'breaker.instances.inventory.evidence' must be a whole number of at least 1")
				.hasMessageContaining(
						combination ? "50%" : "but was 0 (BreakerCustomizer " + WrongValue.class.getName()));
	}

	private static String origin(Breaker breaker, Setting<?> setting) {
		return breaker.settings().origin(setting).text();
	}

	@Configuration(proxyBeanMethods = false)
	static class Ordered {

		@Bean
		@Order(3)
		BreakerCustomizer last() {
			return (configuration) -> configuration.instance("inventory", (settings) -> settings.evidence(33));
		}

		@Bean
		@Order(1)
		BreakerCustomizer first() {
			return (configuration) -> configuration.instance("inventory",
					(settings) -> settings.evidence(31).trialCalls(2));
		}

		@Bean
		@Order(2)
		BreakerCustomizer middle() {
			return (configuration) -> configuration.instance("inventory", (settings) -> settings.evidence(32));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrongValue {

		@Bean
		BreakerCustomizer wrong() {
			return (configuration) -> configuration.instance("inventory", (settings) -> settings.evidence(0));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class WrongCombination {

		@Bean
		BreakerCustomizer wrong() {
			return (configuration) -> configuration.instance("inventory", (settings) -> settings.slowCallRate(50));
		}

	}

}
