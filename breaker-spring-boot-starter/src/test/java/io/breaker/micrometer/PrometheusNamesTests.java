package io.breaker.micrometer;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.breaker.BreakerRegistry;
import io.breaker.config.TimeSource;
import io.breaker.rates.RecentRates;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the meters are called in Prometheus.
 */
class PrometheusNamesTests {

	private static final Pattern TYPE = Pattern.compile("# TYPE (\\S+) (\\S+)");

	private final BreakerRegistry breakers = BreakerRegistry.create();

	private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private String scrape(boolean timer) {
		new BreakerMetrics(this.breakers, new RecentRates(this.breakers, TimeSource.system()), timer, 10)
			.bindTo(this.meters);
		this.breakers.breaker("inventory").get(() -> "stock");
		return this.meters.scrape();
	}

	private static Set<String> types(String scraped) {
		return TYPE.matcher(scraped)
			.results()
			.map((match) -> match.group(1) + " " + match.group(2))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	@Test
	void metersKeepTheirNames() {
		String scraped = scrape(false);

		assertThat(types(scraped)).containsExactly("breaker_calls_total counter", "breaker_evidence gauge",
				"breaker_failure_rate gauge", "breaker_fallbacks_total counter", "breaker_mode gauge",
				"breaker_open_seconds_total counter", "breaker_slow_rate gauge", "breaker_state gauge",
				"breaker_transitions_total counter");
		assertThat(scraped).contains("breaker_calls_total{name=\"inventory\",outcome=\"success\"} 1.0",
				"breaker_state{name=\"inventory\",state=\"closed\"} 1.0",
				"breaker_mode{mode=\"enforce\",name=\"inventory\"} 1.0",
				"breaker_transitions_total{from=\"closed\",name=\"inventory\",to=\"open\"} 0.0");
	}

	@Test
	void undefinedRateIsNaN() {
		String scraped = scrape(false);

		assertThat(scraped).contains("breaker_slow_rate{name=\"inventory\"} NaN");
	}

	@Test
	void timedCallsHaveASumAndACount() {
		String scraped = scrape(true);

		assertThat(types(scraped)).contains("breaker_calls_seconds summary")
			.doesNotContain("breaker_calls_total counter");
		assertThat(scraped).contains("breaker_calls_seconds_count{name=\"inventory\",outcome=\"success\"} 1");
	}

}
