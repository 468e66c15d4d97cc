package io.breaker.spring.ops;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.TimeSource;
import io.breaker.micrometer.BreakerMetrics;
import io.breaker.observation.BreakerCallConvention;
import io.breaker.rates.RecentRates;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerMetricsAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerObservationAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerRatesAutoConfiguration;
import io.breaker.test.ManualTime;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistryAssert;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Meters and observations as Spring Boot wires them.
 */
@Timeout(120)
class MeteredApplicationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerRatesAutoConfiguration.class,
				BreakerMetricsAutoConfiguration.class, BreakerObservationAutoConfiguration.class,
				MetricsAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class,
				ObservationAutoConfiguration.class))
		.withBean(Inventory.class);

	private final ApplicationContextRunner metered = this.runner.withBean(SimpleMeterRegistry.class);

	private static Set<String> names(MeterRegistry meters) {
		return meters.find("breaker.state")
			.gauges()
			.stream()
			.map((gauge) -> gauge.getId().getTag("name"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void annotatedMethodIsMeteredWithoutAnyConfiguration() {
		this.metered.run((context) -> {
			context.getBean(Inventory.class).stock();

			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("breaker.calls").tags("name", "inventory", "outcome", "success").functionCounter())
				.extracting((counter) -> counter.count())
				.isEqualTo(1.0);
		});
	}

	@Test
	void ratesFollowTheTimeOfTheApplication() {
		ManualTime time = new ManualTime();
		this.metered.withBean(TimeSource.class, () -> time).withBean(Alarm.class, time::alarm).run((context) -> {
			context.getBean(Inventory.class).stock();
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			double during = meters.get("breaker.failure.rate").gauge().value();

			time.advance(Duration.ofSeconds(12));

			assertThat(during).isZero();
			assertThat(meters.get("breaker.failure.rate").gauge().value()).isNaN();
		});
	}

	@Test
	void callsAreTimedOnDemand() {
		this.metered.withPropertyValues("breaker.metrics.timer=true").run((context) -> {
			context.getBean(Inventory.class).stock();

			assertThat(context.getBean(MeterRegistry.class)
				.get("breaker.calls")
				.tags("name", "inventory", "outcome", "success")
				.timer()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void numberOfBreakersWithMetersIsLimitedOnDemand() {
		this.metered.withPropertyValues("breaker.metrics.max-breakers=2").run((context) -> {
			BreakerRegistry breakers = context.getBean(BreakerRegistry.class);
			List.of("a", "b", "c").forEach(breakers::breaker);

			assertThat(names(context.getBean(MeterRegistry.class))).containsExactly("a", "inventory", "other");
		});
	}

	@Test
	void limitOutsideItsRangeKeepsTheApplicationFromStarting() {
		this.metered.withPropertyValues("breaker.metrics.max-breakers=-5")
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.hasMessageContaining("'breaker.metrics.max-breakers' must be a whole number of at least 0")
				.hasMessageContaining("but was -5"));
	}

	// INV-68
	@Test
	void twoMeterRegistriesEachHaveTheMetersOnce() {
		PrometheusMeterRegistry prometheus = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		this.metered.withBean("prometheus", MeterRegistry.class, () -> prometheus)
			.withPropertyValues("breaker.metrics.timer=true")
			.run((context) -> {
				context.getBean(Inventory.class).stock();

				MeterRegistry simple = context.getBean(SimpleMeterRegistry.class);
				assertThat(simple.get("breaker.calls").tags("outcome", "success").timer().count()).isEqualTo(1);
				assertThat(prometheus.get("breaker.calls").tags("outcome", "success").timer().count()).isEqualTo(1);
			});
	}

	// INV-54
	@Test
	void restartsLeaveNothingInARegistryThatLivesOn() {
		SimpleMeterRegistry shared = new SimpleMeterRegistry() {
			@Override
			public void close() {
				// It lives on.
			}
		};
		for (int i = 0; i < 5; i++) {
			this.runner.withBean(MeterRegistry.class, () -> shared)
				.run((context) -> assertThat(names(shared)).containsExactly("inventory"));
			assertThat(names(shared)).isEmpty();
		}
	}

	@Test
	void lazyApplicationHasItsMetersWhenSomebodyAsksForTheRegistry() {
		this.metered.withPropertyValues("spring.main.lazy-initialization=true")
			.withInitializer(
					(context) -> context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor()))
			.run((context) -> {
				MeterRegistry meters = context.getBean(MeterRegistry.class);
				context.getBean(Inventory.class).stock();

				assertThat(names(meters)).containsExactly("inventory");
			});
	}

	/**
	 * With everything that is on the class path: what observes needs meters, and meters
	 * need breakers.
	 */
	@Test
	void lazyApplicationThatObservesCallsStarts() {
		try (ServedApplication application = ServedApplication.start(WebApplicationType.NONE, Guarded.class,
				"breaker.observations.enabled=true", "spring.main.lazy-initialization=true")) {
			application.bean(Inventory.class).stock();

			MeterRegistry meters = application.bean(MeterRegistry.class);
			assertThat(names(meters)).containsExactly("inventory");
			assertThat(meters.get("breaker.call").tags("name", "inventory", "outcome", "success").timer().count())
				.isEqualTo(1);
		}
	}

	@Test
	void everythingWorksWithoutMicrometer() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer")).run((context) -> {
			assertThat(context.getBean(Inventory.class).stock()).isEqualTo("stock");
			assertThat(context).doesNotHaveBean(BreakerMetrics.class);
		});
	}

	@Test
	void nobodySamplesWhereNobodyAsks() {
		this.runner.withClassLoader(new FilteredClassLoader("io.micrometer"))
			.run((context) -> assertThat(context.getBeanFactory().containsSingleton("breakerRecentRates")).isFalse());
	}

	@Test
	void disabledBreakersHaveNoMeters() {
		this.metered.withPropertyValues("breaker.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(BreakerMetrics.class)
				.doesNotHaveBean(RecentRates.class));
	}

	@Test
	void callsAreObservedOnlyOnDemand() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		ApplicationContextRunner observed = this.runner.withBean(ObservationRegistry.class, () -> observations);

		observed.run((context) -> context.getBean(Inventory.class).stock());
		TestObservationRegistryAssert.assertThat(observations).doesNotHaveAnyObservation();

		observed.withPropertyValues("breaker.observations.enabled=true")
			.run((context) -> context.getBean(Inventory.class).stock());
		TestObservationRegistryAssert.assertThat(observations)
			.hasSingleObservationThat()
			.hasNameEqualTo("breaker.call")
			.hasContextualNameEqualTo("breaker inventory")
			.hasLowCardinalityKeyValue("name", "inventory")
			.hasLowCardinalityKeyValue("outcome", "success")
			.hasBeenStopped();
	}

	@Test
	void conventionOfObservationsIsABean() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		this.runner.withBean(ObservationRegistry.class, () -> observations)
			.withBean(BreakerCallConvention.class, () -> new BreakerCallConvention() {
				@Override
				public String getName() {
					return "guarded";
				}
			})
			.withPropertyValues("breaker.observations.enabled=true")
			.run((context) -> context.getBean(Inventory.class).stock());

		TestObservationRegistryAssert.assertThat(observations).hasSingleObservationThat().hasNameEqualTo("guarded");
	}

	@Test
	void rejectionIsNotedOnTheCurrentObservation() {
		TestObservationRegistry observations = TestObservationRegistry.create();
		this.runner.withBean(ObservationRegistry.class, () -> observations)
			.withPropertyValues("breaker.instances.inventory.mode=forced-open")
			.run((context) -> {
				Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory");
				Observation.createNotStarted("request", observations)
					.observe(() -> breaker.call(() -> "stock", (failure) -> "unknown"));
			});

		TestObservationRegistryAssert.assertThat(observations)
			.hasSingleObservationThat()
			.hasEvent("breaker.rejected")
			.hasEvent("breaker.fallback");
	}

	/**
	 * A guarded bean. Public for the tests that load its proxy with a class loader of
	 * their own.
	 */
	public static class Inventory {

		@CircuitBreaker("inventory")
		public String stock() {
			return "stock";
		}

	}

	/**
	 * An application with a guarded bean.
	 */
	@Configuration(proxyBeanMethods = false)
	@Import(Inventory.class)
	static class Guarded {

	}

}
