package io.breaker.spring.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import io.breaker.BreakerRegistry;
import io.breaker.config.TimeSource;
import io.breaker.micrometer.BreakerMetrics;
import io.breaker.rates.RecentRates;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.config.NamingConvention;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The page about meters and alerts says what is there.
 */
class DocumentedMetersTests {

	private static final Path PAGE = Path.of("..", "docs", "metrics.md");

	private static final Pattern CODE = Pattern.compile("`([^`]+)`");

	private static List<String> rows(String heading) throws IOException {
		String page = Files.readString(PAGE);
		int start = page.indexOf("\n" + heading + "\n");
		assertThat(start).as(heading).isNotNegative();
		int end = page.indexOf("\n## ", start + heading.length());
		return page.substring(start, (end >= 0) ? end : page.length())
			.lines()
			.filter((line) -> line.startsWith("| `"))
			.toList();
	}

	private static List<String> cells(String row) {
		return Arrays.stream(row.split("(?<!\\\\)\\|")).skip(1).map(String::strip).toList();
	}

	private static List<String> codes(String cell) {
		return CODE.matcher(cell).results().map((MatchResult match) -> match.group(1)).toList();
	}

	@Test
	void everyMeterIsInTheTableWithExactlyItsTags() throws IOException {
		PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		BreakerRegistry breakers = BreakerRegistry.create();
		new BreakerMetrics(breakers, new RecentRates(breakers, TimeSource.system())).bindTo(meters);
		breakers.breaker("inventory");
		Map<String, String> there = new TreeMap<>();
		Map<String, Map<String, Set<String>>> tags = new TreeMap<>();
		for (Meter meter : meters.getMeters()) {
			Meter.Id id = meter.getId();
			NamingConvention convention = meters.config().namingConvention();
			String exported = convention.name(id.getName(), id.getType(), id.getBaseUnit());
			String counter = (id.getType() == Meter.Type.COUNTER) ? "counter" : "gauge";
			there.put(id.getName(), (counter.equals("counter") ? exported.replaceAll("(_total)?$", "_total") : exported)
				.replaceAll("(_total)+$", "_total") + " " + counter + ", " + id.getDescription());
			Map<String, Set<String>> values = tags.computeIfAbsent(id.getName(), (name) -> new TreeMap<>());
			for (Tag tag : id.getTags()) {
				values.computeIfAbsent(tag.getKey(), (key) -> new TreeSet<>())
					.add(tag.getKey().equals("name") ? "" : tag.getValue());
			}
		}
		Map<String, String> documented = new TreeMap<>();
		Map<String, Map<String, Set<String>>> documentedTags = new TreeMap<>();
		for (String row : rows("## Meters")) {
			List<String> cells = cells(row);
			String name = codes(cells.get(0)).get(0);
			documented.put(name, codes(cells.get(1)).get(0) + " " + cells.get(2) + ", " + cells.get(4));
			documentedTags.put(name, tags(cells.get(3)));
		}

		assertThat(documented).isEqualTo(there);
		assertThat(documentedTags).isEqualTo(tags);
	}

	/**
	 * Reads tags such as <i>`name`, `outcome` = `success`, `failure`</i>.
	 */
	private static Map<String, Set<String>> tags(String cell) {
		Map<String, Set<String>> tags = new TreeMap<>();
		for (String part : cell.split(";")) {
			List<String> codes = codes(part);
			Set<String> values = new TreeSet<>(codes.subList(1, codes.size()));
			tags.put(codes.get(0), values.isEmpty() ? Set.of("") : values);
		}
		return tags;
	}

	@Test
	void everyAlertIsInTheTableWithItsSeverity() throws IOException {
		List<String> there = new ArrayList<>();
		for (Map<String, Object> alert : OperationsFiles.alerts()) {
			there.add(alert.get("alert") + " " + ((Map<?, ?>) alert.get("labels")).get("severity"));
		}

		List<String> documented = rows("## Alerts").stream()
			.map(DocumentedMetersTests::cells)
			.map((cells) -> codes(cells.get(0)).get(0) + " " + cells.get(1))
			.toList();

		assertThat(documented).isEqualTo(there);
	}

}
