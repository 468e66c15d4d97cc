package io.breaker.spring.events;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerEvent;
import io.breaker.event.IncidentEnded;
import io.breaker.event.StateChanged;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerEventsAutoConfiguration;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the application and its log hear of breakers.
 */
@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
class BreakerEventsTests {

	private static final Intervention ALICE = Intervention.by("alice").because("maintenance");

	private final ManualTime time = new ManualTime();

	private final List<LogRecord> complaints = new ArrayList<>();

	private final Logger core = Logger.getLogger("io.breaker");

	private final Handler handler = new Handler() {
		@Override
		public void publish(LogRecord record) {
			BreakerEventsTests.this.complaints.add(record);
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}
	};

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerEventsAutoConfiguration.class))
		.withPropertyValues("breaker.defaults.consecutive-failures=1", "breaker.defaults.open-jitter=0%",
				"breaker.defaults.ramp=0s")
		.withBean(TimeSource.class, () -> this.time)
		.withBean(Alarm.class, this.time::alarm);

	@BeforeEach
	void listenToComplaints() {
		this.core.addHandler(this.handler);
	}

	@AfterEach
	void leaveComplaints() {
		this.core.removeHandler(this.handler);
	}

	@Test
	void listenerHearsExactlyWhatItAsksFor() {
		this.runner.withBean(Listener.class).run((context) -> {
			Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");
			Listener listener = context.getBean(Listener.class);

			breaker.acquire().failure(new IOException());
			this.time.advance(Duration.ofSeconds(1));
			breaker.acquire().success();
			breaker.overrideMode(BreakerMode.OBSERVE, ALICE);

			assertThat(listener.all).extracting((event) -> event.getClass().getSimpleName())
				.containsExactly("BreakerCreated", "StateChanged", "StateChanged", "StateChanged", "IncidentEnded",
						"ModeChanged");
			assertThat(listener.openings).extracting(StateChanged::breaker).containsExactly("inventory");
			assertThat(listener.incidents).hasSize(1);
		});
	}

	// INV-36
	@Test
	void listenerThatThrowsHarmsNeitherCallerNorLog(CapturedOutput output) {
		this.runner.withBean(BadListener.class).run((context) -> {
			Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");

			String answer = breaker.call(() -> {
				throw new IOException();
			}, (failure) -> "unknown");

			assertThat(answer).isEqualTo("unknown");
			assertThat(breaker.totals().failure()).isEqualTo(1);
			assertThat(output).contains("went from CLOSED to OPEN");
			assertThat(this.complaints).isNotEmpty();
		});
	}

	// INV-34
	@Test
	void listenerMayDoWhatItLikesWithTheBreaker() {
		this.runner.withBean(Healer.class).run((context) -> {
			Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");

			BreakerStates.open(breaker);

			assertThat(breaker.snapshot().totals().success()).isEqualTo(1);
		});
	}

	@Test
	void applicationThatEndsPublishesNothingAndComplainsOfNothing() {
		List<BreakerEvent> heard = new ArrayList<>();
		this.runner.withBean(Listener.class).run((context) -> {
			context.getBean(BreakerRegistry.class).breaker("inventory");
			Listener listener = context.getBean(Listener.class);
			context.close();
			heard.addAll(listener.all);
		});

		assertThat(heard).hasSize(1);
		assertThat(this.complaints).isEmpty();
	}

	@Test
	void applicationThatDoesNotStartComplainsOfNothingElse() {
		this.runner.withBean(Listener.class).withBean(Stumbler.class).run((context) -> assertThat(context).hasFailed());

		assertThat(this.complaints).isEmpty();
	}

	@Test
	void lazyApplicationPublishesToo() {
		this.runner.withBean(Listener.class)
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				context.getBean(BreakerRegistry.class).breaker("inventory");

				assertThat(context.getBean(Listener.class).all).hasSize(1);
			});
	}

	@Test
	void everythingWorksWithoutActuatorAndMicrometer(CapturedOutput output) {
		this.runner
			.withClassLoader(new FilteredClassLoader("io.micrometer", "org.springframework.boot.actuate",
					"org.springframework.boot.health"))
			.run((context) -> {
				BreakerStates.open(context.getBean(BreakerRegistry.class).breaker("inventory"));

				assertThat(output).contains("Circuit breaker 'inventory' went from CLOSED to OPEN");
			});
	}

	@Test
	void structuredLogHoldsKeysAndValues(CapturedOutput output) {
		SpringApplication application = new SpringApplication(Structured.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		try (ConfigurableApplicationContext context = application.run("--logging.structured.format.console=ecs",
				"--spring.main.banner-mode=off", "--breaker.defaults.consecutive-failures=1",
				"--breaker.defaults.open-for=1h", "--breaker.defaults.open-for-max=1h")) {
			Breaker breaker = context.getBean(BreakerRegistry.class).breaker("in\"ventory");
			breaker.acquire().failure(new IOException());
			breaker.reset(Intervention.by("eve\n{\"forged\":true}"));
		}

		List<String> lines = output.toString().lines().filter((line) -> line.contains("Circuit breaker '")).toList();
		assertThat(lines).hasSize(3).allMatch((line) -> line.startsWith("{") && line.endsWith("}"));
		assertThat(lines.get(0)).contains("\"log\":{\"level\":\"WARN\"", "\"breaker\":{", "\"name\":\"in\\\"ventory\"",
				"\"from\":\"CLOSED\"", "\"to\":\"OPEN\"", "\"trigger\":\"CONSECUTIVE_FAILURES\"",
				"\"last_failure\":\"java.io.IOException\"");
		assertThat(lines.get(1)).contains("\"event\":\"reset\"")
			.contains("\"actor\":\"eve\\\\u000a{\\\"forged\\\":true}\"");
		assertThat(lines.get(2)).contains("\"event\":\"incident\"", "\"openings\":1");
	}

	/**
	 * Listens to several kinds of events.
	 */
	static class Listener {

		final List<BreakerEvent> all = new ArrayList<>();

		final List<StateChanged> openings = new ArrayList<>();

		final List<IncidentEnded> incidents = new ArrayList<>();

		@EventListener
		void anything(BreakerEvent event) {
			this.all.add(event);
		}

		@EventListener(condition = "#event.to().name() == 'OPEN'")
		void opened(StateChanged event) {
			this.openings.add(event);
		}

		@EventListener
		void over(IncidentEnded event) {
			this.incidents.add(event);
		}

	}

	/**
	 * Fails whatever it hears.
	 */
	static class BadListener {

		@EventListener
		@Order(0)
		void anything(BreakerEvent event) {
			throw new IllegalStateException("bad listener");
		}

	}

	/**
	 * Uses the breaker from within an event.
	 */
	static class Healer {

		private final BreakerRegistry breakers;

		Healer(BreakerRegistry breakers) {
			this.breakers = breakers;
		}

		@EventListener(condition = "#event.to().name() == 'OPEN'")
		void opened(StateChanged event) {
			Breaker breaker = this.breakers.breaker(event.breaker());
			breaker.reset(ALICE);
			breaker.get(() -> "stock");
		}

	}

	/**
	 * Keeps the application from starting after a breaker was made.
	 */
	static class Stumbler {

		Stumbler(BreakerRegistry breakers, BreakerEventPublisher publisher) {
			breakers.breaker("inventory");
			throw new IllegalStateException("does not start");
		}

	}

	/**
	 * An application that writes structured logs.
	 */
	@Configuration(proxyBeanMethods = false)
	@ImportAutoConfiguration({ BreakerAutoConfiguration.class, BreakerEventsAutoConfiguration.class })
	static class Structured {

	}

}
