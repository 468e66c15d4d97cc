package io.breaker.spring.environment;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Settings;
import io.breaker.spring.SpringSettings;
import io.breaker.spring.YamlSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.env.CompositePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertiesPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What can be written, in which forms, and who wins.
 */
// INV-64
class WrittenYamlTests {

	private static BreakerConfiguration read(String... texts) {
		return read(YamlSources.environment(texts));
	}

	private static BreakerConfiguration read(ConfigurableEnvironment environment) {
		return source(environment).read();
	}

	private static EnvironmentConfiguration source(ConfigurableEnvironment environment) {
		return new EnvironmentConfiguration(environment, List.of(), Set::of, List::of);
	}

	@Test
	void nothingWrittenIsBuiltIn() {
		assertThat(read("shop: { name: x }").settingsFor("inventory")).isEqualTo(BreakerSettings.builtIn());
	}

	@Test
	void everyKeyIsInheritedByItself() {
		BreakerConfiguration configuration = read("""
				breaker:
				  defaults: { open-for: 2s, trial-calls: 3, evidence: 20, ramp: 0s }
				  templates:
				    remote: { template: base, slow-call: 800ms, trial-calls: 4 }
				    base: { slow-call: 1s, evidence: 25, evidence-time: 0s }
				  instances:
				    inventory: { template: remote, failure-rate: 40% }
				""");

		BreakerSettings settings = configuration.settingsFor("inventory");

		assertThat(described(settings, "failure-rate")).isEqualTo("40% of instances.inventory");
		assertThat(described(settings, "slow-call")).isEqualTo("800ms of templates.remote");
		assertThat(described(settings, "trial-calls")).isEqualTo("4 of templates.remote");
		assertThat(described(settings, "evidence")).isEqualTo("25 of templates.base");
		assertThat(described(settings, "evidence-time")).isEqualTo("0s of templates.base");
		assertThat(described(settings, "open-for")).isEqualTo("2s of defaults");
		assertThat(described(settings, "ramp")).isEqualTo("0s of defaults");
		assertThat(described(settings, "mode")).isEqualTo("enforce of built-in");
		assertThat(described(configuration.settingsFor("other"), "slow-call")).isEqualTo("off of built-in");
	}

	@Test
	void templateOfTheDefaultsHoldsForAll() {
		BreakerConfiguration configuration = read("""
				breaker:
				  defaults: { template: gentle }
				  templates: { gentle: { mode: observe } }
				""");

		assertThat(described(configuration.settingsFor("any"), "mode")).isEqualTo("observe of templates.gentle");
	}

	@Test
	void exactNameWinsThenTheLongestPattern() {
		BreakerConfiguration configuration = read("""
				breaker:
				  instances:
				    "partner-*": { evidence: 11 }
				    "[partner-eu-*]": { evidence: 12 }
				    partner-eu-berlin: { evidence: 13 }
				    "*": { evidence: 14 }
				    '*-test': { evidence: 15 }
				""");

		assertThat(List.of("partner-us", "partner-eu-paris", "partner-eu-berlin", "inventory", "inventory-test"))
			.extracting((name) -> configuration.settingsFor(name).text(Settings.EVIDENCE))
			.containsExactly("11", "12", "13", "14", "15");
		assertThat(described(configuration.settingsFor("partner-us"), "evidence"))
			.isEqualTo("11 of instances.partner-*");
	}

	@ParameterizedTest
	@ValueSource(strings = { "payment-api", "paymentApi", "payment_api", "PAYMENT", "payment.api", "[payment.api]",
			"PaymentService.pay", "[PaymentService.pay]", "payment api", "[payment api]", "zahlung-für-alle", "a[b]c",
			"7", "[7]", "partner-*.eu", "[GET users]", "a:b", "a,b", "failure-rate", "window.window" })
	void nameArrivesAsItIsWritten(String written) {
		String name = written.startsWith("[") ? written.substring(1, written.length() - 1) : written;

		BreakerConfiguration configuration = read(
				"breaker:\n  instances:\n    \"%s\": { evidence: 11, ignore: [ java.io.IOException ] }\n"
					.formatted(written));

		if (!written.equals("a[b]c")) {
			assertThat(configuration.instances()).containsExactly(name);
		}
		assertThat(configuration.instances()).hasSize(1)
			.allSatisfy((each) -> assertThat(configuration.settingsFor(each).text(Settings.EVIDENCE)).isEqualTo("11"))
			.allSatisfy((each) -> assertThat(configuration.settingsFor(each).text(Settings.IGNORE))
				.isEqualTo("java.io.IOException"));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			open-for            | 800ms                 | 800ms
			open-for            | 5s                    | 5s
			open-for            | PT5S                  | 5s
			open-for            | 2m                    | 2m
			open-for            | 1h                    | 1h
			open-for            | 1d                    | 1d
			slow-call           | 500us                 | 500us
			slow-call           | off                   | off
			slow-call           | "off"                 | off
			failure-rate        | 40%                   | 40%
			failure-rate        | 33.34%                | 33.34%
			failure-rate        | 40 %                  | 40%
			window              | 100                   | 100
			window              | 30s                   | 30s
			window              | PT30S                 | 30s
			window              | off                   | off
			window              | no                    | off
			evidence            | 12                    | 12
			evidence            | "12"                  | 12
			consecutive-failures | 5                    | 5
			consecutive-failures | off                  | off
			mode                | observe               | observe
			mode                | FORCED_OPEN           | forced-open
			mode                | forced-open           | forced-open
			ignore              | java.io.IOException   | java.io.IOException
			ignore              | java.io.IOException, java.lang.Error | java.io.IOException,java.lang.Error
			ignore              | [java.io.IOException, java.lang.Error] | java.io.IOException,java.lang.Error
			ignore              | ["java.io.IOException", 'java.lang.Error'] | java.io.IOException,java.lang.Error
			ignore              | []                    | ''
			ignore              | ''                    | ''
			record-status       | 429                   | 429
			record-status       | 5xx                   | 5xx
			record-status       | 500-503               | 500-503
			record-status       | 5xx, 429              | 5xx,429
			record-status       | [5xx, 429, 500-503]   | 5xx,429,500-503
			ignore-status       | []                    | ''
			health              | down-when-open        | down-when-open
			retry-after-max     | 0s                    | 0s
			""")
	void valueIsReadInEveryForm(String key, String written, String read) {
		BreakerConfiguration configuration = read("breaker:\n  defaults:\n    " + key + ": " + written + "\n");

		assertThat(text(configuration.settingsFor("x"), key)).isEqualTo(read);
	}

	@ParameterizedTest
	@ValueSource(strings = { "failure-rate", "failureRate", "failure_rate", "FailureRate", "FAILURE_RATE",
			"FAILURE-RATE", "failurerate", "[failure-rate]", "[failureRate]" })
	void keyIsReadHoweverItIsWritten(String key) {
		BreakerConfiguration configuration = read(
				"breaker:\n  defaults: { \"%1$s\": 41%% }\n  instances: { a.b: { \"%1$s\": 42%% } }\n".formatted(key));

		assertThat(configuration.settingsFor("x").text(Settings.FAILURE_RATE)).isEqualTo("41%");
		assertThat(configuration.settingsFor("a.b").text(Settings.FAILURE_RATE)).isEqualTo("42%");
	}

	@Test
	void rootAndSectionsAreReadHoweverTheyAreWritten() {
		Properties properties = new Properties();
		properties.setProperty("BREAKER.Defaults.open-for", "2s");
		ConfigurableEnvironment environment = YamlSources.environment();
		environment.getPropertySources().addLast(new PropertiesPropertySource("properties", properties));

		assertThat(read(environment).settingsFor("x").text(Settings.OPEN_FOR)).isEqualTo("2s");
	}

	@Test
	void placeholdersAreResolved() {
		BreakerConfiguration configuration = read("""
				shop: { rate: 41%, kind: remote, missing-class: java.io.IOException, list: "a,b" }
				breaker:
				  templates: { remote: { evidence: "${shop.evidence:18}" } }
				  instances:
				    inventory: { failure-rate: "${shop.rate}", template: "${shop.kind}",
				      ignore: [ "${shop.missing-class}", java.lang.Error ] }
				""");

		BreakerSettings settings = configuration.settingsFor("inventory");

		assertThat(settings.text(Settings.FAILURE_RATE)).isEqualTo("41%");
		assertThat(settings.text(Settings.EVIDENCE)).isEqualTo("18");
		assertThat(settings.text(Settings.IGNORE)).isEqualTo("java.io.IOException,java.lang.Error");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					${nowhere}  | 'breaker.defaults.open-for' must be a duration of at least 1ms
					${breaker.defaults.open-for} | 'breaker.defaults.open-for' must have placeholders that can be resolved but was
					""")
	void placeholderThatCannotBeResolvedIsRefused(String written, String said) {
		assertThatExceptionOfType(LocatedSettingException.class)
			.isThrownBy(() -> read("breaker:\n  defaults:\n    open-for: \"" + written + "\"\n"))
			.withMessageContaining(said)
			.withMessageContaining(written)
			.withMessageContaining("application.yml] - 3:15");
	}

	@Test
	void nearerSourceWinsKeyByKey() {
		BreakerConfiguration configuration = read("""
				breaker.instances.inventory: { failure-rate: 60% }
				""", """
				breaker:
				  defaults: { evidence: 30 }
				  instances: { inventory: { failure-rate: 40%, trial-calls: 2 } }
				""");

		BreakerSettings settings = configuration.settingsFor("inventory");

		assertThat(settings.text(Settings.FAILURE_RATE)).isEqualTo("60%");
		assertThat(settings.text(Settings.TRIAL_CALLS)).isEqualTo("2");
		assertThat(settings.text(Settings.EVIDENCE)).isEqualTo("30");
	}

	@ParameterizedTest
	@ValueSource(strings = { "[ java.lang.Error ]", "java.lang.Error" })
	void listOfANearerSourceTakesThePlaceOfALongerOne(String nearer) {
		String farther = "breaker: { defaults: { ignore: [ java.io.IOException, java.lang.Exception, java.lang.Error ] } }";

		assertThat(read("breaker: { defaults: { ignore: " + nearer + " } }", farther).settingsFor("x")
			.text(Settings.IGNORE)).isEqualTo("java.lang.Error");
		assertThat(read("breaker: { defaults: { ignore: [] } }", farther).settingsFor("x").text(Settings.IGNORE))
			.isEmpty();
		assertThat(read("other: 1", farther).settingsFor("x").require(Settings.IGNORE)).hasSize(3);
	}

	@Test
	void partsOfACompositeSourceAreSourcesOfTheirOwn() {
		CompositePropertySource composite = new CompositePropertySource("remote");
		YamlSources.load("near", "breaker: { defaults: { ignore: [ java.lang.Error ] } }")
			.forEach(composite::addPropertySource);
		YamlSources.load("far", "breaker: { defaults: { ignore: [ java.io.IOException, java.lang.Exception ] } }")
			.forEach(composite::addPropertySource);
		ConfigurableEnvironment environment = YamlSources.environment();
		environment.getPropertySources().addLast(composite);

		assertThat(read(environment).settingsFor("x").text(Settings.IGNORE)).isEqualTo("java.lang.Error");
	}

	@Test
	void sourceMayHoldObjects() {
		ConfigurableEnvironment environment = YamlSources.environment();
		environment.getPropertySources()
			.addLast(new MapPropertySource("objects",
					Map.of("breaker.defaults.open-for", Duration.ofMillis(1500), "breaker.defaults.ignore",
							List.of(java.io.IOException.class, "java.lang.Error"), "breaker.defaults.record",
							new String[] { "java.lang.Exception" }, "breaker.defaults.evidence", 17)));

		BreakerSettings settings = read(environment).settingsFor("x");

		assertThat(settings.text(Settings.OPEN_FOR)).isEqualTo("1500ms");
		assertThat(settings.text(Settings.IGNORE)).isEqualTo("java.io.IOException,java.lang.Error");
		assertThat(settings.text(Settings.RECORD)).isEqualTo("java.lang.Exception");
		assertThat(settings.text(Settings.EVIDENCE)).isEqualTo("17");
	}

	@Test
	void emptyEntriesDecideNothingButNameABreaker() {
		YamlSources.assumeEmptyEntriesAreKept();
		BreakerConfiguration configuration = read("""
				breaker:
				  defaults:
				  templates: { remote: {} }
				  instances:
				    inventory: {}
				    ledger:
				    payment.api: {}
				    stock: { template: remote }
				""");

		assertThat(configuration.instances()).containsExactly("inventory", "ledger", "payment.api", "stock");
		assertThat(configuration.templates()).containsExactly("remote");
		assertThat(configuration.settingsFor("ledger")).isEqualTo(BreakerSettings.builtIn());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '`',
			textBlock = """
					defaults: { open-for: }                | 'breaker.defaults.open-for' must be a duration | but was empty
					instances: { x: { failure-rate: "" } } | 'breaker.instances.x.failure-rate' must be a percentage | but was empty
					instances: { x: { template: } }        | 'breaker.instances.x.template' must be a name | but was empty
					instances: { x: { window: ' ' } }      | 'breaker.instances.x.window' must be a number of calls | but was blank
					instances: { x: { failure-rat: } }     | 'breaker.instances.x.failure-rat' must be a known key | did you mean 'failure-rate'?
					defaults: 5                            | 'breaker.defaults' must have keys below it | but was 5
					instances: [ x ]                       | 'breaker.instances[0]' must have keys below it | but was x
					instances: { x: 5 }                    | 'breaker.instances.x' must have keys below it | but was 5
					instances: { x: { window: { calls: 5 } } } | 'breaker.instances.x.window.calls' must be a known key | but was calls
					instances: { a/b: { window: 5 } }      | 'breaker.instances.a/b' must be a name of 1 to 200 characters | but was a/b
					defaults: { open-for: 1s, openFor: 2s } | 'breaker.defaults.open-for' must be written once | but was written as
					defaults: { "ignore[1]": java.lang.Error } | 'breaker.defaults.ignore[1]' must follow breaker.defaults.ignore[0] | but was java.lang.Error
					defaults: { ignore: a, "ignore[0]": b } | 'breaker.defaults.ignore' must be written once | breaker.defaults.ignore[0]
					defaults: { record-when: com.acme.When } | 'breaker.defaults.record-when' must be given in code, as a Predicate | but was com.acme.When
					defaults: { retry-after: off }         | 'breaker.defaults.retry-after' must be given in code, as a Function | but was false
					""")
	void whatCannotBeMeantIsRefused(String written, String said, String value) {
		assertThatExceptionOfType(LocatedSettingException.class).isThrownBy(() -> read("breaker:\n  " + written + "\n"))
			.withMessageContaining(said)
			.withMessageContaining(value)
			.withMessageContaining("application.yml] - 2:");
	}

	@Test
	void oneOfAListIsFoundByItsOwnLine() {
		assertThatExceptionOfType(LocatedSettingException.class).isThrownBy(() -> read("""
				breaker:
				  defaults:
				    ignore:
				      - java.io.IOException
				      - java.lang.Error
				      - java.lang.Eror
				""")).withMessageContaining("but was java.lang.Eror").withMessageContaining("application.yml] - 6:9");
	}

	@Test
	void sourceTellsWhereSomethingIsWritten() {
		EnvironmentConfiguration source = source(YamlSources.environment("""
				breaker:
				  instances:
				    inventory:
				      window: 100
				"""));
		source.read();

		assertThat(source.origin("breaker.instances.inventory.window")).asString().endsWith("application.yml] - 4:15");
		assertThat(source.origin("breaker.instances.inventory")).asString().endsWith("application.yml] - 4:15");
		assertThat(source.origin("breaker.instances.other")).isNull();
	}

	@Test
	void readingAgainGivesTheSameUnlessSomethingIsWrittenDifferently() {
		ConfigurableEnvironment environment = YamlSources.environment("breaker: { defaults: { open-for: 2s } }");
		EnvironmentConfiguration source = source(environment);
		BreakerConfiguration first = source.read();

		assertThat(source.read()).isSameAs(first);
		environment.getPropertySources().addFirst(new MapPropertySource("other", Map.of("shop.rate", "1")));
		assertThat(source.read()).isSameAs(first);
		environment.getPropertySources()
			.addFirst(new MapPropertySource("near", Map.of("breaker.defaults.open-for", "3s")));
		assertThat(source.read()).isNotSameAs(first)
			.satisfies((read) -> assertThat(read.settingsFor("x").text(Settings.OPEN_FOR)).isEqualTo("3s"));
	}

	private static String described(BreakerSettings settings, String key) {
		return text(settings, key) + " of "
				+ SpringSettings.all()
					.stream()
					.filter((setting) -> setting.key().equals(key))
					.map(settings::origin)
					.findFirst()
					.orElseThrow();
	}

	private static String text(BreakerSettings settings, String key) {
		return SpringSettings.all()
			.stream()
			.filter((setting) -> setting.key().equals(key))
			.map(settings::text)
			.findFirst()
			.orElseThrow();
	}

}
