package io.breaker.spring.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The alert rules and the dashboard that the repository ships.
 */
final class OperationsFiles {

	static final Path RULES = Path.of("..", "ops", "prometheus", "breaker-alerts.yml");

	static final Path DASHBOARD = Path.of("..", "ops", "grafana", "breaker-dashboard.json");

	private OperationsFiles() {
	}

	/**
	 * Reads the alerts, each with its keys as they stand in the file.
	 */
	@SuppressWarnings("unchecked")
	static List<Map<String, Object>> alerts() throws IOException {
		Map<String, List<Map<String, Object>>> file = new Yaml().load(Files.readString(RULES));
		return (List<Map<String, Object>>) file.get("groups").get(0).get("rules");
	}

	/**
	 * Returns the rules with every time made so short that a test can wait for it.
	 */
	static String hastyRules() throws IOException {
		return Files.readString(RULES).replaceAll("\\[\\d+[mh]]", "[10s]").replaceAll("(?m)for: \\S+$", "for: 1s");
	}

	static JsonNode dashboard() throws IOException {
		return JsonMapper.builder().build().readTree(Files.readString(DASHBOARD));
	}

	/**
	 * Returns every query of the dashboard, as Grafana would send it when everything is
	 * chosen.
	 */
	static List<String> dashboardQueries() throws IOException {
		List<String> queries = new ArrayList<>();
		JsonNode dashboard = dashboard();
		dashboard.get("panels")
			.forEach((panel) -> panel.get("targets").forEach((target) -> queries.add(target.get("expr").asString())));
		dashboard.get("annotations").get("list").forEach((note) -> queries.add(note.get("expr").asString()));
		return queries.stream()
			.map((query) -> query.replace("$__rate_interval", "10s").replace("$name", ".*"))
			.toList();
	}

}
