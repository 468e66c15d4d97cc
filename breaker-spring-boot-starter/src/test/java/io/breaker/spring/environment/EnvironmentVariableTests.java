package io.breaker.spring.environment;

import java.util.List;
import java.util.Map;
import java.util.Set;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.Settings;
import io.breaker.spring.SpringSettings;
import io.breaker.spring.YamlSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.SimpleCommandLinePropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Environment variables, which carry neither dashes nor small letters.
 */
class EnvironmentVariableTests {

	private static BreakerConfiguration read(String yaml, Map<String, Object> variables, String... used) {
		ConfigurableEnvironment environment = YamlSources.with(YamlSources.environment(yaml), variables);
		return new EnvironmentConfiguration(environment, List.of(), () -> Set.of(used), List::of).read();
	}

	@ParameterizedTest
	@ValueSource(strings = { "BREAKER_INSTANCES_PAYMENTAPI_FAILURERATE", "BREAKER_INSTANCES_PAYMENT_API_FAILURE_RATE",
			"BREAKER_INSTANCES_PAYMENTAPI_FAILURE_RATE", "BREAKER_INSTANCES_PAYMENT_API_FAILURERATE",
			"breaker_instances_paymentapi_failurerate" })
	void variableReachesTheConfiguredBreakerAndLeavesNoPhantom(String variable) {
		BreakerConfiguration configuration = read(
				"breaker: { instances: { payment-api: { failure-rate: 40%, evidence: 11 } } }",
				Map.of(variable, "60%"));

		assertThat(configuration.instances()).containsExactly("payment-api");
		assertThat(configuration.settingsFor("payment-api").text(Settings.FAILURE_RATE)).isEqualTo("60%");
		assertThat(configuration.settingsFor("payment-api").text(Settings.EVIDENCE)).isEqualTo("11");
	}

	@ParameterizedTest
	@ValueSource(strings = { "payment-api", "paymentApi", "payment_api", "payment.api", "PaymentApi" })
	void variableReachesANameThatOnlyCodeUses(String used) {
		BreakerConfiguration configuration = read("other: 1", Map.of("BREAKER_INSTANCES_PAYMENTAPI_FAILURERATE", "60%"),
				used, "inventory");

		assertThat(configuration.instances()).containsExactly(used);
		assertThat(configuration.settingsFor(used).text(Settings.FAILURE_RATE)).isEqualTo("60%");
	}

	@Test
	void configuredNameWinsOverOneThatOnlyCodeUses() {
		BreakerConfiguration configuration = read("breaker: { instances: { payment-api: { evidence: 11 } } }",
				Map.of("BREAKER_INSTANCES_PAYMENTAPI_FAILURERATE", "60%"), "paymentApi");

		assertThat(configuration.instances()).containsExactly("payment-api");
	}

	@Test
	void variableNeverMeansAPattern() {
		BreakerConfiguration configuration = read("breaker: { instances: { 'partner-*': { evidence: 11 } } }",
				Map.of("BREAKER_INSTANCES_PARTNER_EVIDENCE", "12"));

		assertThat(configuration.settingsFor("partner-eu").text(Settings.EVIDENCE)).isEqualTo("11");
		assertThat(configuration.settingsFor("partner").text(Settings.EVIDENCE)).isEqualTo("12");
	}

	@Test
	void nameWithNumbersIsReached() {
		BreakerConfiguration configuration = read("breaker: { instances: { shard-1-eu: { evidence: 11 } } }",
				Map.of("BREAKER_INSTANCES_SHARD_1_EU_EVIDENCE", "12"));

		assertThat(configuration.instances()).containsExactly("shard-1-eu");
		assertThat(configuration.settingsFor("shard-1-eu").text(Settings.EVIDENCE)).isEqualTo("12");
	}

	@Test
	void nameThatNobodyUsesIsGuessed() {
		BreakerConfiguration configuration = read("other: 1",
				Map.of("BREAKER_INSTANCES_PAYMENT_API_EVIDENCE", "12", "BREAKER_INSTANCES_LEDGER", ""));

		assertThat(configuration.instances()).containsExactlyInAnyOrder("payment-api", "ledger");
	}

	@ParameterizedTest
	@CsvSource({ "BREAKER_DEFAULTS_OPENFORMAX, 9s, open-for-max", "BREAKER_DEFAULTS_OPEN_FOR_MAX, 9s, open-for-max",
			"BREAKER_DEFAULTS_SLOWCALL, 2s, slow-call", "BREAKER_DEFAULTS_SLOW_CALL, 2s, slow-call",
			"BREAKER_DEFAULTS_MODE, observe, mode" })
	void defaultsAreReached(String variable, String value, String key) {
		BreakerConfiguration configuration = read("other: 1", Map.of(variable, value));

		assertThat(SpringSettings.all()).filteredOn((setting) -> setting.key().equals(key))
			.extracting((setting) -> configuration.settingsFor("x").text(setting))
			.containsExactly(value);
	}

	@Test
	void templateIsReached() {
		BreakerConfiguration configuration = read("""
				breaker:
				  templates: { remote-slow: { evidence: 11 } }
				  instances: { inventory: { template: remote-slow } }
				""", Map.of("BREAKER_TEMPLATES_REMOTESLOW_EVIDENCE", "12"));

		assertThat(configuration.templates()).containsExactly("remote-slow");
		assertThat(configuration.settingsFor("inventory").text(Settings.EVIDENCE)).isEqualTo("12");
	}

	@Test
	void listIsWrittenWithCommasOrNumbersAndTakesThePlaceOfALongerOne() {
		String yaml = "breaker: { defaults: { ignore: [ java.io.IOException, java.lang.Error, java.lang.Exception ] } }";

		assertThat(
				read(yaml, Map.of("BREAKER_DEFAULTS_IGNORE", "java.lang.Error, java.io.IOException")).settingsFor("x")
					.text(Settings.IGNORE))
			.isEqualTo("java.lang.Error,java.io.IOException");
		assertThat(read(yaml,
				Map.of("BREAKER_DEFAULTS_IGNORE_0", "java.lang.Error", "BREAKER_DEFAULTS_IGNORE_1",
						"java.io.IOException"))
			.settingsFor("x")
			.text(Settings.IGNORE)).isEqualTo("java.lang.Error,java.io.IOException");
	}

	@ParameterizedTest
	@ValueSource(strings = { "BREAKER", "BREAKER_HOME", "BREAKER_SERVICE_HOST", "BREAKER_SERVICE_PORT",
			"BREAKER_SERVICE_PORT_HTTP", "BREAKER_PORT", "BREAKER_PORT_8080_TCP", "BREAKER_PORT_8080_TCP_PROTO",
			"BREAKER_PORT_8080_TCP_PORT", "BREAKER_PORT_8080_TCP_ADDR", "BREAKER_VERSION", "BREAKER_API_SERVICE_HOST",
			"BREAKERS_DEFAULTS_MODE", "BREAKER_JAVA_OPTS", "BREAKER_URL" })
	void variableOfSomebodyElseIsLeftAlone(String variable) {
		if (!variable.equals("BREAKER")) {
			assertThat(read("other: 1", Map.of(variable, "tcp://10.0.0.1:8080")).instances()).isEmpty();
		}
		assertThat(read("other: 1", Map.of(variable, "")).instances()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					BREAKER_DEFAULTS_FAILURERAT | 40% | 'breaker.defaults.failurerat' must be a known key | did you mean 'failure-rate'?
					BREAKER_DEFAULTS_FAILURE_RATE | 140% | 'breaker.defaults.failure-rate' must be a percentage | but was 140%
					BREAKER_INSTANCES_X_OPEN_FR | 1s | 'breaker.instances.x-open.fr' must be a known key | but was fr
					BREAKER_INSTANCE_X_OPENFOR | 1s | 'breaker.instance.x.openfor' must be a known key | did you mean 'instances'?
					BREAKER_DEFAULTS_OPENFOR | `` | 'breaker.defaults.open-for' must be a duration | but was empty
					""")
	void misspeltVariableIsRefused(String variable, String value, String said, String more) {
		assertThatExceptionOfType(LocatedSettingException.class)
			.isThrownBy(() -> read("other: 1", Map.of(variable, value)))
			.withMessageContaining(said)
			.withMessageContaining(more)
			.withMessageContaining(variable);
	}

	@Test
	void commandLineWinsOverVariablesAndFiles() {
		ConfigurableEnvironment environment = YamlSources.with(
				YamlSources.environment("breaker: { instances: { payment-api: { evidence: 11 } } }"),
				Map.of("BREAKER_INSTANCES_PAYMENTAPI_EVIDENCE", "12", "BREAKER_INSTANCES_PAYMENTAPI_TRIALCALLS", "3"));
		environment.getPropertySources()
			.addFirst(new SimpleCommandLinePropertySource(
					new DefaultApplicationArguments("--breaker.instances.payment-api.evidence=13").getSourceArgs()));
		BreakerConfiguration configuration = new EnvironmentConfiguration(environment, List.of(), Set::of, List::of)
			.read();

		assertThat(configuration.instances()).containsExactly("payment-api");
		assertThat(configuration.settingsFor("payment-api").text(Settings.EVIDENCE)).isEqualTo("13");
		assertThat(configuration.settingsFor("payment-api").text(Settings.TRIAL_CALLS)).isEqualTo("3");
	}

}
