package io.breaker.spring.ops;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The dashboard, as Grafana 10 and later read it. Whether its queries find anything,
 * {@link RealPrometheusTests} ask a real Prometheus.
 */
class DashboardTests {

	private static final int COLUMNS = 24;

	private final JsonNode dashboard = OperationsFiles.dashboard();

	DashboardTests() throws IOException {
	}

	private List<JsonNode> panels() {
		List<JsonNode> panels = new ArrayList<>();
		this.dashboard.get("panels").forEach(panels::add);
		return panels;
	}

	@Test
	void dashboardIsOfAVersionThatGrafanaTenReads() {
		assertThat(this.dashboard.get("schemaVersion").asInt()).isBetween(37, 39);
		assertThat(this.dashboard.get("uid").asString()).isEqualTo("breaker");
		assertThat(this.dashboard.get("title").asString()).isEqualTo("Circuit breakers");
	}

	@Test
	void dataSourceAndBreakerCanBeChosen() {
		JsonNode variables = this.dashboard.get("templating").get("list");

		assertThat(variables).extracting((variable) -> variable.get("name").asString())
			.containsExactly("datasource", "name");
		assertThat(variables.get(0).get("type").asString()).isEqualTo("datasource");
		assertThat(variables.get(1).get("query").get("query").asString())
			.isEqualTo("label_values(breaker_state, name)");
		assertThat(variables.get(1).get("multi").asBoolean()).isTrue();
	}

	@Test
	void everyPanelShowsWhatWasChosen() {
		for (JsonNode panel : panels()) {
			assertThat(panel.get("datasource").get("uid").asString()).isEqualTo("${datasource}");
			for (JsonNode target : panel.get("targets")) {
				assertThat(target.get("datasource").get("uid").asString()).isEqualTo("${datasource}");
				assertThat(target.get("expr").asString()).contains("name=~\"$name\"");
			}
		}
	}

	@Test
	void panelsHaveAPlaceOfTheirOwn() {
		Set<Integer> ids = new HashSet<>();
		Set<String> cells = new HashSet<>();
		for (JsonNode panel : panels()) {
			assertThat(ids.add(panel.get("id").asInt())).isTrue();
			JsonNode place = panel.get("gridPos");
			int x = place.get("x").asInt();
			int y = place.get("y").asInt();
			assertThat(x + place.get("w").asInt()).isLessThanOrEqualTo(COLUMNS);
			for (int column = x; column < x + place.get("w").asInt(); column++) {
				for (int row = y; row < y + place.get("h").asInt(); row++) {
					assertThat(cells.add(column + "," + row)).as(panel.get("title").asString()).isTrue();
				}
			}
		}
	}

	@Test
	void everyMeterIsShown() throws IOException {
		String queries = String.join("\n", OperationsFiles.dashboardQueries());

		assertThat(queries).contains("breaker_calls_total", "breaker_calls_seconds_count", "breaker_state",
				"breaker_mode", "breaker_failure_rate", "breaker_slow_rate", "breaker_evidence",
				"breaker_transitions_total", "breaker_open_seconds_total", "breaker_fallbacks_total");
	}

	@Test
	void stateTimelineNamesEveryState() {
		JsonNode timeline = panels().stream()
			.filter((panel) -> panel.get("type").asString().equals("state-timeline"))
			.findFirst()
			.orElseThrow();

		JsonNode names = timeline.get("fieldConfig").get("defaults").get("mappings").get(0).get("options");
		assertThat(names).extracting((state) -> state.get("text").asString())
			.containsExactly("closed", "recovering", "half-open", "open");
	}

}
