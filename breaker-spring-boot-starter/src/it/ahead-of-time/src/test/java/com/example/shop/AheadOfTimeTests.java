package com.example.shop;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The jar with what was prepared when it was built.
 */
@Timeout(60)
class AheadOfTimeTests {

	@TempDir
	Path directory;

	@Test
	void applicationThatWasProcessedAheadOfTimeIsGuarded() throws Exception {
		assertThat(start("-Dspring.aot.enabled=true").lines())
			.anyMatch((line) -> line.contains("Starting AOT-processed"))
			.anyMatch((line) -> line.contains("Guarding 5 methods with 5 circuit breakers"))
			.contains("private: last known stock of tea", "of a bean: usual location of tea",
					"later: usual supplier of tea", "own annotation: 100", "interface: usual price of tea")
			.anyMatch((line) -> line.startsWith("failure rate: ") && line.contains("failure-rate=40%"));
	}

	@Test
	void startWithoutItSaysTheSame() throws Exception {
		assertThat(start("-Dspring.aot.enabled=false").lines())
			.noneMatch((line) -> line.contains("Starting AOT-processed"))
			.anyMatch((line) -> line.contains("Guarding 5 methods with 5 circuit breakers"))
			.contains("private: last known stock of tea", "interface: usual price of tea");
	}

	@Test
	void fallbacksAreAmongTheReachable() throws IOException {
		String metadata = metadata();

		assertThat(metadata).contains("lastKnownStock", "usualLocation", "usualSupplier", "usualWeight", "usualPrice")
			.contains("java.util.concurrent.TimeoutException");
	}

	private String start(String option) throws Exception {
		File output = this.directory.resolve("output.txt").toFile();
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), option,
				"-jar", "target/ahead-of-time.jar")
			.redirectErrorStream(true)
			.redirectOutput(output)
			.start();
		boolean ended = process.waitFor(50, TimeUnit.SECONDS);
		process.destroyForcibly();
		String said = Files.readString(output.toPath());
		assertThat(ended).as(said).isTrue();
		assertThat(process.exitValue()).as(said).isZero();
		return said;
	}

	private static String metadata() throws IOException {
		Path hints = Path.of("target/classes/META-INF/native-image/com.example/ahead-of-time");
		StringBuilder metadata = new StringBuilder();
		try (Stream<Path> files = Files.list(hints)) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".json")).toList()) {
				metadata.append(Files.readString(file));
			}
		}
		return metadata.toString();
	}

}
