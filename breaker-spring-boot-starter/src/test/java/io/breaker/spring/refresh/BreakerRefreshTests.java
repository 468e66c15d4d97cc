package io.breaker.spring.refresh;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.Intervention;
import io.breaker.config.Settings;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerState;
import io.breaker.event.SettingsChanged;
import io.breaker.spring.BreakerCustomizer;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerRefreshAutoConfiguration;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.cloud.autoconfigure.RefreshAutoConfiguration;
import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.cloud.context.refresh.ContextRefresher;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.MapPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A changed environment changes the living breakers, as a whole or not at all.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BreakerRefreshTests {

	private static final EnvironmentChangeEvent EVENT = new EnvironmentChangeEvent(Set.of("any"));

	private final Map<String, Object> properties = new HashMap<>(
			Map.of("breaker.strict", "false", "breaker.instances.inventory.consecutive-failures", "3",
					"breaker.instances.inventory.window", "10", "breaker.instances.inventory.minimum-calls", "10"));

	private final ManualTime time = new ManualTime();

	private final List<BreakerEvent> events = new ArrayList<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerRefreshAutoConfiguration.class))
		.withInitializer((context) -> context.getEnvironment()
			.getPropertySources()
			.addFirst(new MapPropertySource("live", this.properties)))
		.withBean(TimeSource.class, () -> this.time)
		.withBean(BreakerListener.class, () -> new Listener(this.events));

	private static Breaker inventory(ApplicationContext context) {
		return context.getBean(BreakerRegistry.class).breaker("inventory");
	}

	private void change(ConfigurableApplicationContext context, String key, Object value) {
		this.properties.put(key, value);
		context.publishEvent(EVENT);
	}

	@Test
	void changedValueReachesTheLivingBreakerWhichKeepsStateSamplesAndTotals(CapturedOutput output) {
		this.runner.run((context) -> {
			Breaker breaker = inventory(context);
			for (int i = 0; i < 8; i++) {
				breaker.run(() -> {
				});
			}
			fail(breaker, 2);

			change(context, "breaker.instances.inventory.failure-rate", "20%");

			assertThat(breaker).isSameAs(inventory(context));
			assertThat(breaker.settings().text(Settings.FAILURE_RATE)).isEqualTo("20%");
			assertThat(breaker.totals().success()).isEqualTo(8);
			assertThat(breaker.snapshot().window().calls()).isEqualTo(10);
			assertThat(output).containsOnlyOnce(
					"Circuit breaker 'inventory' follows the changed environment: failure-rate: 50% -> 20%");
			assertThat(this.events).filteredOn(SettingsChanged.class::isInstance)
				.singleElement()
				.satisfies((event) -> assertThat(((SettingsChanged) event).changes())
					.containsExactly("failure-rate: 50% -> 20%"))
				.satisfies(
						(event) -> assertThat(((SettingsChanged) event).intervention().actor()).isEqualTo("refresh"));
		});
	}

	@Test
	void openBreakerStaysOpen() {
		this.runner.run((context) -> {
			Breaker breaker = inventory(context);
			fail(breaker, 3);
			assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);

			change(context, "breaker.defaults.trial-calls", 4);

			assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
			assertThat(breaker.incidents()).hasSize(1);
			assertThat(breaker.settings().text(Settings.TRIAL_CALLS)).isEqualTo("4");
		});
	}

	@Test
	void removedValueIsInheritedAgainAndLaterBreakersFollow() {
		this.runner.run((context) -> {
			assertThat(inventory(context).settings().text(Settings.WINDOW)).isEqualTo("10");

			this.properties.remove("breaker.instances.inventory.window");
			change(context, "breaker.defaults.trial-calls", 4);

			assertThat(inventory(context).settings().text(Settings.WINDOW)).isEqualTo("off");
			assertThat(context.getBean(BreakerRegistry.class).breaker("later").settings().text(Settings.TRIAL_CALLS))
				.isEqualTo("4");
		});
	}

	@Test
	void valueBehindAPlaceholderIsFollowed() {
		this.properties.put("shop.rate", "41%");
		this.properties.put("breaker.defaults.failure-rate", "${shop.rate}");

		this.runner.run((context) -> {
			assertThat(inventory(context).settings().text(Settings.FAILURE_RATE)).isEqualTo("41%");

			change(context, "shop.rate", "42%");

			assertThat(inventory(context).settings().text(Settings.FAILURE_RATE)).isEqualTo("42%");
		});
	}

	@Test
	void badValueLeavesEverythingAsItWasAndIsSaidAsAtStart(CapturedOutput output) {
		this.runner.run((context) -> {
			BreakerConfiguration before = context.getBean(BreakerRegistry.class).configuration();
			Breaker breaker = inventory(context);

			this.properties.put("breaker.instances.inventory.trial-calls", "5");
			this.properties.put("breaker.defaults.evidence", "25");
			change(context, "breaker.instances.ledger.open-for", "soon");

			assertThat(context.getBean(BreakerRegistry.class).configuration()).isSameAs(before);
			assertThat(breaker.settings().text(Settings.TRIAL_CALLS)).isEqualTo("1");
			assertThat(output)
				.contains("The circuit breakers stay as they are, since the changed environment cannot be "
						+ "used: 'breaker.instances.ledger.open-for' must be a duration of at least 1ms and at most 1d, "
						+ "such as 800ms or 5s, but was soon (\"breaker.instances.ledger.open-for\" from property source "
						+ "\"live\")");

			change(context, "breaker.instances.ledger.open-for", "2s");

			assertThat(breaker.settings().text(Settings.TRIAL_CALLS)).isEqualTo("5");
		});
	}

	@Test
	void combinationAndTemplateThatCannotBeLeaveEverythingAsItWas(CapturedOutput output) {
		this.runner.run((context) -> {
			change(context, "breaker.instances.other.slow-call-rate", "50%");
			assertThat(output).contains("'breaker.instances.other.slow-call-rate' must stand together with");

			this.properties.remove("breaker.instances.other.slow-call-rate");
			this.properties.put("breaker.instances.inventory.trial-calls", "5");
			change(context, "breaker.instances.other.template", "nowhere");
			assertThat(output).contains("'breaker.instances.other.template' must name a template (there is none)");

			assertThat(inventory(context).settings().text(Settings.TRIAL_CALLS)).isEqualTo("1");
		});
	}

	@Test
	void misspeltInstanceOfAChangeIsWarnedOf(CapturedOutput output) {
		this.runner.withBean(Client.class).run((context) -> {
			change(context, "breaker.instances.inventroy.open-for", "2s");

			assertThat(output).contains("'breaker.instances.inventroy' (");
		});
	}

	@Test
	void changeOfSomethingElseChangesNothing(CapturedOutput output) {
		this.runner.withBean(BreakerCustomizer.class, Counting::new).run((context) -> {
			Breaker breaker = inventory(context);
			breaker.change(context.getBean(BreakerRegistry.class).configuration().settingsFor("other"),
					Intervention.by("somebody"));
			this.events.clear();

			change(context, "logging.level.shop", "debug");

			assertThat(breaker.settings().text(Settings.WINDOW)).isEqualTo("off");
			assertThat(context.getBean(Counting.class).count).isEqualTo(1);
			assertThat(this.events).isEmpty();
			assertThat(output).doesNotContain("follows the changed environment");
		});
	}

	@Test
	void customizersDecideAgain() {
		this.runner.withBean(BreakerCustomizer.class, Counting::new).run((context) -> {
			change(context, "breaker.instances.inventory.failure-rate", "20%");

			assertThat(inventory(context).settings().text(Settings.EVIDENCE)).isEqualTo("102");
			assertThat(inventory(context).settings().origin(Settings.EVIDENCE)).hasToString("code");
		});
	}

	@Test
	void registryThatTheApplicationConfiguredItselfIsLeftAlone(CapturedOutput output) {
		BreakerRegistry own = BreakerRegistry.create();

		this.runner.withBean(BreakerRegistry.class, () -> own).run((context) -> {
			BreakerConfiguration before = own.configuration();

			change(context, "breaker.instances.inventory.failure-rate", "20%");

			assertThat(own.configuration()).isSameAs(before);
			assertThat(output).contains("keep the configuration that the application gave them by itself");
		});
	}

	@Test
	void thereIsNoRefreshWithoutSpringCloud() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.cloud"))
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean("breakerRefresh")
				.hasSingleBean(BreakerRegistry.class));
	}

	@Test
	void refreshOfSpringCloudReadsTheChangedFile(@TempDir Path folder) throws IOException {
		Path file = folder.resolve("application.yml");
		Files.writeString(file, """
				spring.application.name: shop
				breaker:
				  strict: false
				  instances: { inventory: { failure-rate: 40%, ignore: [ java.io.IOException, java.lang.Error ] } }
				""");
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(Application.class)
			.web(WebApplicationType.NONE)
			.run("--spring.config.location=file:" + file, "--spring.main.banner-mode=off")) {
			Breaker breaker = inventory(context);
			fail(breaker, 2);
			assertThat(breaker.settings().text(Settings.FAILURE_RATE)).isEqualTo("40%");

			Files.writeString(file, """
					breaker:
					  strict: false
					  instances: { inventory: { failure-rate: 60%, ignore: [ java.lang.Error ] } }
					""");
			Set<String> changed = context.getBean(ContextRefresher.class).refresh();

			assertThat(changed).contains("breaker.instances.inventory.failure-rate");
			assertThat(breaker.settings().text(Settings.FAILURE_RATE)).isEqualTo("60%");
			assertThat(breaker.settings().text(Settings.IGNORE)).isEqualTo("java.lang.Error");
			assertThat(breaker.totals().failure()).isEqualTo(2);

			Files.writeString(file, "breaker: { instances: { inventory: { failure-rate: 160%, trial-calls: 3 } } }");
			context.getBean(ContextRefresher.class).refresh();

			assertThat(breaker.settings().text(Settings.FAILURE_RATE)).isEqualTo("60%");
			assertThat(breaker.settings().text(Settings.TRIAL_CALLS)).isEqualTo("1");
		}
	}

	@Test
	void timeGoesOnWithTheNewWait() {
		this.runner.run((context) -> {
			Breaker breaker = inventory(context);
			change(context, "breaker.defaults.open-jitter", "0%");
			change(context, "breaker.instances.inventory.open-for", "3s");
			fail(breaker, 3);

			this.time.advance(Duration.ofMillis(2999));
			assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
			this.time.advance(Duration.ofMillis(1));
			assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
		});
	}

	private static void fail(Breaker breaker, int times) {
		for (int i = 0; i < times; i++) {
			breaker.acquire().failure(new IllegalStateException("broken"));
		}
	}

	/**
	 * Decides differently each time it is asked.
	 */
	static final class Counting implements BreakerCustomizer {

		private int count;

		@Override
		public void customize(io.breaker.config.BreakerConfigurationBuilder configuration) {
			this.count++;
			configuration.instance("inventory", (settings) -> settings.evidence(100 + this.count));
		}

	}

	record Listener(List<BreakerEvent> events) implements BreakerListener {

		@Override
		public void onEvent(BreakerEvent event) {
			this.events.add(event);
		}

	}

	static class Client {

		@CircuitBreaker("inventory")
		String stock() {
			return "answer";
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ BreakerAutoConfiguration.class, BreakerRefreshAutoConfiguration.class,
			RefreshAutoConfiguration.class })
	static class Application {

		@Bean
		Client client() {
			return new Client();
		}

	}

}
