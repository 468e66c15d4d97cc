package io.breaker.spring.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The alert rules, as promtool sees them.
 */
@Timeout(120)
class AlertRulesTests {

	@Test
	void rulesAreValid() throws Exception {
		String said = InstalledProgram.require("promtool")
			.run(OperationsFiles.RULES.getParent(), "check", "rules", "breaker-alerts.yml");

		assertThat(said).contains("6 rules found");
	}

	@Test
	void rulesFireWhenTheyShouldAndOnlyThen() throws Exception {
		String said = InstalledProgram.require("promtool")
			.run(OperationsFiles.RULES.getParent(), "test", "rules", "breaker-alerts-test.yml");

		assertThat(said).contains("SUCCESS");
	}

	@Test
	void everyRuleIsTested() throws IOException {
		String tests = Files.readString(OperationsFiles.RULES.resolveSibling("breaker-alerts-test.yml"));

		for (Map<String, Object> alert : OperationsFiles.alerts()) {
			assertThat(tests).contains("alertname: " + alert.get("alert") + "\n");
		}
	}

	@Test
	void everyRuleSaysHowBadItIsAndWhatHappened() throws IOException {
		for (Map<String, Object> alert : OperationsFiles.alerts()) {
			assertThat(alert.get("labels").toString()).matches("\\{severity=(info|warning|critical)}");
			assertThat(alert.get("annotations").toString()).contains("summary=", "description=", "$labels.name");
		}
	}

	@Test
	void queriesOfTheDashboardAreValid(@TempDir Path directory) throws Exception {
		InstalledProgram promtool = InstalledProgram.require("promtool");
		StringBuilder rules = new StringBuilder("groups:\n  - name: dashboard\n    rules:\n");
		List<String> queries = OperationsFiles.dashboardQueries();
		for (int i = 0; i < queries.size(); i++) {
			rules.append("      - record: query").append(i).append("\n        expr: ");
			rules.append('\'').append(queries.get(i).replace("'", "''").replace('\n', ' ')).append("'\n");
		}
		Files.writeString(directory.resolve("dashboard.yml"), rules);

		String said = promtool.run(directory, "check", "rules", "dashboard.yml");

		assertThat(said).contains(queries.size() + " rules found");
	}

	/**
	 * What promtool was seen to refuse; it would be of little use if it refused nothing.
	 */
	@Test
	void promtoolRefusesWhatIsBroken(@TempDir Path directory) throws IOException {
		InstalledProgram promtool = InstalledProgram.require("promtool");
		Files.writeString(directory.resolve("broken.yml"), OperationsFiles.hastyRules().replace("increase(", "grow("));

		Map<String, String> result = new TreeMap<>();
		try {
			promtool.run(directory, "check", "rules", "broken.yml");
		}
		catch (AssertionError | InterruptedException ex) {
			result.put("refused", String.valueOf(ex.getMessage()));
		}

		assertThat(result.get("refused")).contains("unknown function");
	}

}
