package io.breaker.spring.ops;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A Prometheus server on the loopback that scrapes one application each second. It
 * chooses its port itself, and ends with the test.
 */
final class RealPrometheus implements AutoCloseable {

	private static final Pattern LISTENING = Pattern.compile("msg=\"Listening on\" address=(\\S+)");

	private static final JsonMapper JSON = JsonMapper.builder().build();

	private final HttpClient client = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();

	private final CompletableFuture<String> address = new CompletableFuture<>();

	private final List<String> log = new ArrayList<>();

	private final Process process;

	private RealPrometheus(Process process) {
		this.process = process;
	}

	static RealPrometheus start(InstalledProgram program, Path directory, String target, String rules)
			throws IOException {
		Files.writeString(directory.resolve("rules.yml"), rules);
		Files.writeString(directory.resolve("prometheus.yml"), """
				global:
				  scrape_interval: 1s
				  scrape_timeout: 1s
				  evaluation_interval: 1s
				rule_files: [ rules.yml ]
				scrape_configs:
				  - job_name: application
				    metrics_path: /actuator/prometheus
				    static_configs:
				      - targets: [ "%s" ]
				""".formatted(target));
		Process process = program.start(directory, "--config.file=prometheus.yml", "--storage.tsdb.path=data",
				"--web.listen-address=127.0.0.1:0");
		RealPrometheus prometheus = new RealPrometheus(process);
		Thread reader = new Thread(prometheus::read, "prometheus-log");
		reader.setDaemon(true);
		reader.start();
		return prometheus;
	}

	private void read() {
		try (BufferedReader lines = new BufferedReader(
				new InputStreamReader(this.process.getInputStream(), StandardCharsets.UTF_8))) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				synchronized (this.log) {
					this.log.add(line);
				}
				Matcher matcher = LISTENING.matcher(line);
				if (matcher.find()) {
					this.address.complete(matcher.group(1));
				}
			}
		}
		catch (IOException ex) {
			// It was ended.
		}
		this.address.completeExceptionally(new IllegalStateException("Prometheus ended: " + log()));
	}

	String log() {
		synchronized (this.log) {
			return String.join("\n", this.log);
		}
	}

	private JsonNode ask(String path) {
		try {
			HttpRequest request = HttpRequest
				.newBuilder(URI.create("http://" + this.address.get(30, TimeUnit.SECONDS) + path))
				.timeout(Duration.ofSeconds(10))
				.build();
			HttpResponse<String> response = this.client.send(request, HttpResponse.BodyHandlers.ofString());
			if (response.statusCode() != 200) {
				throw new IllegalStateException(path + ": " + response.statusCode() + " " + response.body());
			}
			return JSON.readTree(response.body()).get("data");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Evaluates a query now.
	 * @return the values it found, {@code NaN} left out
	 */
	List<Double> query(String query) {
		List<Double> values = new ArrayList<>();
		JsonNode data = ask("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8));
		for (JsonNode sample : data.get("result")) {
			double value = Double.parseDouble(sample.get("value").get(1).asString().replace("Inf", "Infinity"));
			if (!Double.isNaN(value)) {
				values.add(value);
			}
		}
		return values;
	}

	/**
	 * Returns the alerts that fire now.
	 * @return the name of each and the breaker it is about
	 */
	Set<String> firing() {
		Set<String> firing = new TreeSet<>();
		for (JsonNode alert : ask("/api/v1/alerts").get("alerts")) {
			if (alert.get("state").asString().equals("firing")) {
				JsonNode labels = alert.get("labels");
				firing.add(labels.get("alertname").asString() + " " + labels.get("name").asString());
			}
		}
		return firing;
	}

	@Override
	public void close() {
		this.process.destroy();
		try {
			if (!this.process.waitFor(10, TimeUnit.SECONDS)) {
				this.process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
			}
		}
		catch (InterruptedException ex) {
			this.process.destroyForcibly();
			Thread.currentThread().interrupt();
		}
	}

}
