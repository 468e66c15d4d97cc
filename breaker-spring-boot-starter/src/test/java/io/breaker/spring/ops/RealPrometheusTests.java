package io.breaker.spring.ops;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import io.breaker.Breaker;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerState;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.WebApplicationType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A real Prometheus scrapes a real application: every query of the alerts and of the
 * dashboard finds something, and an alert fires when, and only when, its reason is there.
 */
@Tag("once")
@Timeout(180)
class RealPrometheusTests {

	private static final String[] PROPERTIES = { "breaker.strict=false", "breaker.instances.healthy.slow-call=1h",
			"breaker.instances.flapping.consecutive-failures=1", "breaker.instances.flapping.open-for=200ms",
			"breaker.instances.flapping.open-for-max=200ms", "breaker.instances.flapping.ramp=0s",
			"breaker.instances.unanswered.evidence=1000000" };

	private final AtomicBoolean broken = new AtomicBoolean();

	private final AtomicInteger misses = new AtomicInteger();

	private final AtomicInteger rounds = new AtomicInteger();

	@Test
	void alertsFireAndEveryQueryFindsSomething(@TempDir Path directory) throws Exception {
		InstalledProgram program = InstalledProgram.require("prometheus");
		ScheduledExecutorService traffic = Executors.newSingleThreadScheduledExecutor();
		try (ServedApplication application = ServedApplication.start(WebApplicationType.SERVLET, PROPERTIES);
				RealPrometheus prometheus = RealPrometheus.start(program, directory, application.address(),
						OperationsFiles.hastyRules())) {
			traffic.scheduleWithFixedDelay(() -> makeCalls(application), 0, 10, TimeUnit.MILLISECONDS);

			await().atMost(Duration.ofSeconds(30))
				.ignoreExceptions()
				.untilAsserted(() -> assertThat(
						prometheus.query("count_over_time(breaker_state{name=\"healthy\",state=\"closed\"}[1m])"))
					.as(prometheus::log)
					.allMatch((scrapes) -> scrapes >= 3)
					.isNotEmpty());
			assertThat(prometheus.firing()).isEmpty();

			this.broken.set(true);
			application.breaker("overridden").overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

			await().atMost(Duration.ofSeconds(60))
				.pollInterval(Duration.ofMillis(500))
				.untilAsserted(() -> assertThat(prometheus.firing()).containsExactly("BreakerFallbackFails unanswered",
						"BreakerFlaps flapping", "BreakerNearMiss shaken", "BreakerOpened broken",
						"BreakerOpened flapping", "BreakerOverrideForgotten overridden", "BreakerStaysOpen broken"));
			await().atMost(Duration.ofSeconds(20))
				.pollInterval(Duration.ofMillis(500))
				.untilAsserted(() -> assertQueriesFindSomething(prometheus));
		}
		finally {
			traffic.shutdownNow();
		}
	}

	private static void assertQueriesFindSomething(RealPrometheus prometheus) throws IOException {
		SoftAssertions softly = new SoftAssertions();
		for (String query : OperationsFiles.dashboardQueries()) {
			softly.assertThat(prometheus.query(query)).as(query).isNotEmpty();
		}
		for (Map<String, Object> alert : OperationsFiles.alerts()) {
			String query = alert.get("expr").toString().replaceAll("\\[\\d+[mh]]", "[10s]");
			softly.assertThat(prometheus.query(query)).as(query).isNotEmpty();
		}
		softly.assertThat(prometheus.query("breaker_state{state=\"open\"}")).contains(0.0);
		softly.assertAll();
	}

	private void makeCalls(ServedApplication application) {
		boolean broken = this.broken.get();
		List.of("healthy", "overridden").forEach((name) -> call(application.breaker(name), false, true));
		call(application.breaker("broken"), broken, true);
		call(application.breaker("unanswered"), broken, !broken);
		flap(application.breaker("flapping"), broken);
		boolean shaken = broken && this.misses.getAndIncrement() < 13;
		if (shaken || !broken) {
			call(application.breaker("shaken"), shaken, true);
		}
	}

	/**
	 * Fails about once a second, and is closed most of the time.
	 */
	private void flap(Breaker breaker, boolean broken) {
		boolean due = this.rounds.incrementAndGet() % 60 == 0;
		call(breaker, broken && due && breaker.state() == BreakerState.CLOSED, true);
	}

	private void call(Breaker breaker, boolean fails, boolean answered) {
		try {
			breaker.call(() -> {
				if (fails) {
					throw new IOException("broken");
				}
				return "stock";
			}, (failure) -> {
				if (!answered) {
					throw new IllegalStateException("no answer");
				}
				return "unknown";
			});
		}
		catch (IOException | IllegalStateException ex) {
			// The caller got no answer.
		}
	}

}
