package io.breaker.spring.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Setting;
import io.breaker.config.Settings;
import io.breaker.spring.CircuitBreaker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;

/**
 * Real applications: which source wins, and what a user reads where one does not start.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StartedApplicationTests {

	@TempDir
	private Path folder;

	private CapturedOutput output;

	@BeforeEach
	void capture(CapturedOutput output) {
		this.output = output;
	}

	private void write(String file, String text) throws IOException {
		Files.writeString(this.folder.resolve(file), text);
	}

	private ConfigurableApplicationContext run(SpringApplication application, String... arguments) {
		application.setWebApplicationType(WebApplicationType.NONE);
		String[] all = new String[arguments.length + 2];
		all[0] = "--spring.config.location=file:" + this.folder + "/";
		all[1] = "--spring.main.banner-mode=off";
		System.arraycopy(arguments, 0, all, 2, arguments.length);
		return application.run(all);
	}

	private static String text(ConfigurableApplicationContext context, Setting<?> setting) {
		return context.getBean(BreakerRegistry.class).breaker("payment-api").settings().text(setting);
	}

	@Test
	void profilesArgumentsAndVariablesWinAsInEveryApplication() throws IOException {
		write("application.yml", """
				breaker:
				  defaults: { evidence: 11, ignore: [ java.io.IOException, java.lang.Error ] }
				  instances: { payment-api: { failure-rate: 41%, trial-calls: 2, open-for: 1s, window: 100 } }
				---
				spring.config.activate.on-profile: other
				breaker.defaults.evidence: 99
				""");
		write("application-prod.yml", """
				breaker:
				  defaults: { ignore: [ java.lang.Error ] }
				  instances: { payment-api: { failure-rate: 42%, trial-calls: 3, open-for: 2s } }
				""");
		SpringApplication application = new SpringApplication(Payment.class);
		application.setEnvironment(new Environment(Map.of("BREAKER_INSTANCES_PAYMENTAPI_FAILURERATE", "43%",
				"BREAKER_INSTANCES_PAYMENT_API_TRIAL_CALLS", "4")));

		try (ConfigurableApplicationContext context = run(application, "--spring.profiles.active=prod",
				"--breaker.instances.payment-api.failure-rate=44%")) {
			assertThat(context.getBean(BreakerRegistry.class).configuration().instances())
				.containsExactly("payment-api");
			assertThat(text(context, Settings.FAILURE_RATE)).isEqualTo("44%");
			assertThat(text(context, Settings.TRIAL_CALLS)).isEqualTo("4");
			assertThat(text(context, Settings.OPEN_FOR)).isEqualTo("2s");
			assertThat(text(context, Settings.WINDOW)).isEqualTo("100");
			assertThat(text(context, Settings.EVIDENCE)).isEqualTo("11");
			assertThat(text(context, Settings.IGNORE)).isEqualTo("java.lang.Error");
		}
	}

	@Test
	void prefixOfVariablesIsRespected() {
		SpringApplication application = new SpringApplication(Payment.class);
		application.setEnvironmentPrefix("shop");
		application.setEnvironment(new Environment(Map.of("SHOP_BREAKER_INSTANCES_PAYMENTAPI_EVIDENCE", "12",
				"BREAKER_INSTANCES_PAYMENTAPI_EVIDENCE", "13")));

		try (ConfigurableApplicationContext context = run(application)) {
			assertThat(text(context, Settings.EVIDENCE)).isEqualTo("12");
		}
	}

	@Test
	void jsonInAVariableIsRead() {
		SpringApplication application = new SpringApplication(Payment.class);
		application.setEnvironment(new Environment(Map.of("SPRING_APPLICATION_JSON",
				"{\"breaker\":{\"instances\":{\"payment-api\":{\"evidence\":12,\"ignore\":[\"java.lang.Error\"]}}}}")));

		try (ConfigurableApplicationContext context = run(application)) {
			assertThat(text(context, Settings.EVIDENCE)).isEqualTo("12");
			assertThat(text(context, Settings.IGNORE)).isEqualTo("java.lang.Error");
		}
	}

	private void refused(Class<?> application, String yaml, String description, String action) throws IOException {
		write("application.yml", yaml);

		assertThatException().isThrownBy(() -> run(new SpringApplication(application)).close());

		assertThat(this.output.getAll()).contains("""
				***************************
				APPLICATION FAILED TO START
				***************************

				Description:

				%s

				Action:

				%s
				""".formatted(description.replace("FILE", "URL [file:" + this.folder + "/application.yml]"), action));
	}

	@Test
	void unknownKeyIsExplained() throws IOException {
		refused(Payment.class, """
				breaker:
				  instances:
				    payment-api:
				      faliure-rate: 40%
				""",
				"""
						'breaker.instances.payment-api.faliure-rate' must be a known key (template, mode, failure-rate, evidence, \
						evidence-time, window, minimum-calls, consecutive-failures, slow-call, slow-call-rate, open-for, \
						open-for-max, open-jitter, trial-calls, recovery-rate, trial-timeout, ramp, ramp-max, record, ignore, \
						retry-after-max, record-status, ignore-status, health) but was faliure-rate; did you mean 'failure-rate'?

						    Origin: FILE - 4:21""",
				"Did you mean 'failure-rate'? Otherwise let it be a known key (template, mode, "
						+ "failure-rate, evidence, evidence-time, window, minimum-calls, consecutive-failures, slow-call, "
						+ "slow-call-rate, open-for, open-for-max, open-jitter, trial-calls, recovery-rate, trial-timeout, ramp, "
						+ "ramp-max, record, ignore, retry-after-max, record-status, ignore-status, health).");
	}

	@Test
	void unknownTemplateIsExplained() throws IOException {
		refused(Payment.class, """
				breaker:
				  templates: { remote: { slow-call: 800ms } }
				  defaults: { template: remoet }
				""", """
				'breaker.defaults.template' must name a template (remote) but was remoet; did you mean 'remote'?

				    Origin: FILE - 3:25""", "Did you mean 'remote'? Otherwise let it name a template (remote).");
	}

	@Test
	void unknownExceptionIsExplained() throws IOException {
		refused(Payment.class, """
				breaker:
				  defaults:
				    ignore:
				      - java.lang.Error
				      - com.acme.NotFoundException
				""", """
				'breaker.defaults.ignore' must be a list of exception classes with their packages, such as \
				java.io.IOException, but was com.acme.NotFoundException

				    Origin: FILE - 5:9""",
				"Change the value. It must be a list of exception classes with their packages, "
						+ "such as java.io.IOException.");
	}

	@Test
	void badValueIsExplained() throws IOException {
		refused(Payment.class, "breaker.defaults.failure-rate: 140%",
				"""
						'breaker.defaults.failure-rate' must be a percentage of at least 0.0001% and at most 100% with up to four \
						decimals, such as 40%, but was 140%

						    Origin: FILE - 1:32""",
				"Change the value. It must be a percentage of at least 0.0001% and at most 100% "
						+ "with up to four decimals, such as 40%.");
	}

	@Test
	void badFlagIsExplained() throws IOException {
		refused(Payment.class, "breaker.strict: maybe", """
				'breaker.strict' must be true or false but was maybe

				    Origin: FILE - 1:17""", "Change the value. It must be true or false.");
	}

	@Test
	void impossibleCombinationIsExplained() throws IOException {
		refused(Payment.class, """
				breaker:
				  defaults: { open-for-max: 2s }
				  instances: { payment-api: { open-for: 1m } }
				""",
				"""
						'breaker.instances.payment-api.open-for' must be at most 'breaker.defaults.open-for-max', 2s, but was 1m

						    Origin: FILE - 3:41
						    'breaker.defaults.open-for-max': FILE - 2:29"""
					.replace("FILE - 2", "URL [file:" + this.folder + "/application.yml] - 2"),
				"Change the value. It must be at most 'breaker.defaults.open-for-max', 2s.");
	}

	@Test
	void unusedInstanceIsExplained() throws IOException {
		refused(Payment.class, "breaker.instances.paymnet-api.evidence: 12",
				"""
						'breaker.instances.paymnet-api' (FILE - 1:41) is configured, but nothing uses a circuit breaker of that \
						name; Payment.pay() in io.breaker.spring.autoconfigure.StartedApplicationTests$Payment uses 'payment-api'.""",
				"Correct the name or remove the configuration. Where both names are meant, configure both: an empty entry "
						+ "will do. Breakers that code asks for later are named by a bean of type UsedBreakers. Set "
						+ "'breaker.strict' to false to be warned only.");
	}

	@Test
	void missingFallbackIsExplained() throws IOException {
		refused(MissingFallback.class, "shop: 1",
				"""
						The fallback 'lastKnow' of MissingFallback.stock(String) in \
						io.breaker.spring.autoconfigure.StartedApplicationTests$MissingFallback cannot be used: MissingFallback has \
						no method 'lastKnow'.""",
				"Did you mean 'lastKnown'? A fallback for it looks like 'java.lang.String "
						+ "lastKnow(…)', with any of the parameters of MissingFallback.stock(String) and at most one exception.");
	}

	@Test
	void misspeltQualifierIsExplained() throws IOException {
		refused(MisspeltQualifier.class, "shop: 1",
				"""
						Parameter 0 of method name in io.breaker.spring.autoconfigure.StartedApplicationTests$MisspeltQualifier \
						requires the circuit breaker 'inventroy', but it is not configured, and no annotation names it; did you \
						mean 'inventory'?""",
				"Correct the name in @Qualifier, or configure 'breaker.instances.inventroy'; an empty "
						+ "entry will do. A name that is made at run time is given to BreakerRegistry.breaker(name).");
	}

	/**
	 * An environment with variables that are not those of the machine.
	 */
	private static final class Environment extends StandardEnvironment {

		Environment(Map<String, Object> variables) {
			super(new MutablePropertySources());
			getPropertySources()
				.addLast(new SystemEnvironmentPropertySource(SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, variables));
		}

		@Override
		protected void customizePropertySources(MutablePropertySources sources) {
			// Nothing of the machine.
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ BreakerAutoConfiguration.class, BreakerInjectAutoConfiguration.class })
	static class Payment {

		@CircuitBreaker("payment-api")
		String pay() {
			return "paid";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ BreakerAutoConfiguration.class, BreakerInjectAutoConfiguration.class })
	static class MissingFallback {

		@CircuitBreaker(fallback = "lastKnow")
		String stock(String sku) {
			return sku;
		}

		String lastKnown() {
			return "";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ BreakerAutoConfiguration.class, BreakerInjectAutoConfiguration.class })
	static class MisspeltQualifier {

		@CircuitBreaker("inventory")
		String stock(String sku) {
			return sku;
		}

		@Bean
		String name(@Qualifier("inventroy") Breaker breaker) {
			return breaker.name();
		}

	}

}
