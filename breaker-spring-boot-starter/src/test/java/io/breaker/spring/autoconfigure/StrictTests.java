package io.breaker.spring.autoconfigure;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.breaker.BreakerRegistry;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.UsedBreakers;
import io.breaker.spring.YamlSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is configured in vain or probably misspelt.
 */
// INV-63
@ExtendWith(OutputCaptureExtension.class)
class StrictTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerInjectAutoConfiguration.class));

	private ApplicationContextRunner yaml(String text) {
		return this.runner.withInitializer((context) -> YamlSources.load("application.yml", text)
			.forEach(context.getEnvironment().getPropertySources()::addLast));
	}

	private static void refused(ApplicationContextRunner runner, Consumer<FailureAnalysis> expected) {
		runner.run((context) -> {
			assertThat(context).hasFailed();
			assertThat(new BreakerFailureAnalyzer().analyze(context.getStartupFailure())).isNotNull()
				.satisfies(expected);
		});
	}

	@Test
	void configuredBreakerThatNothingUsesIsRefusedWithItsPlace() {
		refused(yaml("breaker:\n  instances:\n    nobody:\n      window: 100\n"), (analysis) -> {
			assertThat(analysis.getDescription()).startsWith("'breaker.instances.nobody' (")
				.contains("application.yml] - 4:15) is configured, but nothing uses a circuit breaker of that name");
			assertThat(analysis.getAction()).contains("UsedBreakers", "'breaker.strict'");
		});
	}

	@Test
	void misspeltInstanceIsRefusedWithTheMethodThatWasMeant() {
		refused(yaml("breaker: { instances: { inventroy: { window: 100 } } }").withBean(Client.class),
				(analysis) -> assertThat(analysis.getDescription()).contains("'breaker.instances.inventroy'",
						"nothing uses a circuit breaker of that name",
						"Client.stock() in " + Client.class.getName() + " uses 'inventory'"));
	}

	@Test
	void annotatedNameCloseToAConfiguredOneIsRefusedThoughBothAreUsed() {
		refused(yaml("breaker: { instances: { inventory: { window: 100 } } }").withBean(Client.class)
			.withBean(Misspelt.class),
				(analysis) -> assertThat(analysis.getDescription())
					.isEqualTo("Misspelt.stock() in " + Misspelt.class.getName()
							+ " uses the circuit breaker 'inventroy', which is not configured, but "
							+ "'breaker.instances.inventory' (Byte array resource [application.yml] - 1:46) is."));
	}

	@ParameterizedTest
	@ValueSource(strings = { "breaker: { instances: { inventory: { window: 100 }, inventroy: {} } }",
			"breaker: { instances: { inventory: { window: 100 }, 'invent*': {} } }" })
	void twoNamesThatAreMeantAreBothConfigured(String yaml) {
		YamlSources.assumeEmptyEntriesAreKept();
		yaml(yaml).withBean(Client.class).withBean(Misspelt.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void namesThatNobodyTypedAreNoMisspellings() {
		yaml("breaker: { instances: { reader-find: { window: 100 } } }").withBean(Reader.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void namesThatAreFarFromEachOtherAreAllowed() {
		yaml("breaker: { instances: { inventory: { window: 100 } } }").withBean(Client.class)
			.withBean(Ledger.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void patternThatMatchesNothingYetIsAllowed() {
		yaml("breaker: { instances: { 'partner-*': { window: 100 }, '*-test': {}, '*': {} } }").withBean(Client.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@ValueSource(strings = { "inventroy*", "*ventroy", "'*inventroy*'" })
	void misspeltPatternIsRefused(String pattern) {
		refused(yaml("breaker: { instances: { \"" + pattern.replace("'", "") + "\": { window: 100 } } }")
			.withBean(Client.class), (analysis) -> assertThat(analysis.getDescription()).contains("uses 'inventory'"));
	}

	@Test
	void patternIsUsedByWhatItMatches() {
		yaml("breaker: { instances: { 'inv*': { window: 100 } } }").withBean(Client.class)
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void breakerThatCodeAsksForIsUsed() {
		ApplicationContextRunner configured = yaml("breaker: { instances: { ledger: { window: 100 } } }");

		configured.withBean(UsedBreakers.class, () -> () -> List.of("ledger"))
			.run((context) -> assertThat(context).hasNotFailed());
		configured.withBean(Programmatic.class).run((context) -> assertThat(context).hasNotFailed());
		configured.withBean(UsedBreakers.class, () -> () -> List.of("ledger", "ledger2"))
			.run((context) -> assertThat(context).hasNotFailed());
		refused(configured.withBean(UsedBreakers.class, () -> () -> List.of("legder")),
				(analysis) -> assertThat(analysis.getDescription()).contains("'breaker.instances.ledger'",
						"code uses 'legder'"));
	}

	@Test
	void environmentVariableOfAnAnnotatedBreakerIsUsed() {
		this.runner.withBean(Payment.class)
			.withInitializer((context) -> YamlSources.with(context.getEnvironment(),
					Map.of("BREAKER_INSTANCES_PAYMENTAPI_EVIDENCE", "12")))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				BreakerRegistry registry = context.getBean(BreakerRegistry.class);
				assertThat(registry.configuration().instances()).containsExactly("payment-api");
				assertThat(registry.breaker("payment-api").settings().toString()).contains("evidence=12");
			});
	}

	@Test
	void eachIsOneWarningWhereNotStrict(CapturedOutput output) {
		yaml("""
				breaker:
				  strict: false
				  instances: { inventory: { window: 100 }, nobody: { window: 100 } }
				""").withBean(Client.class).withBean(Misspelt.class).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(output).containsOnlyOnce("'breaker.instances.nobody'")
				.containsOnlyOnce("'inventroy', which is not");
			assertThat(output.getAll().lines().filter((line) -> line.contains("WARN"))).hasSize(2);
		});
	}

	static class Client {

		@CircuitBreaker("inventory")
		String stock() {
			return "answer";
		}

	}

	static class Misspelt {

		@CircuitBreaker("inventroy")
		String stock() {
			return "answer";
		}

	}

	static class Ledger {

		@CircuitBreaker("ledger")
		String book() {
			return "answer";
		}

	}

	static class Payment {

		@CircuitBreaker("payment-api")
		String pay() {
			return "answer";
		}

	}

	static class Reader {

		@CircuitBreaker
		String find() {
			return "answer";
		}

		@CircuitBreaker
		String finds() {
			return "answer";
		}

	}

	static class Programmatic {

		Programmatic(BreakerRegistry registry) {
			registry.breaker("ledger");
		}

	}

}
