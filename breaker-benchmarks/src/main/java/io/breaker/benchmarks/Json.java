package io.breaker.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes figures for machines. All texts in them are names of Java.
 */
final class Json {

	private static final String ROW = "  {\"path\": \"%s\", \"contender\": \"%s\", \"processorNanos\": %.2f, "
			+ "\"spread\": %.2f, \"clockNanos\": %.2f, \"bytes\": %.2f}";

	private Json() {
	}

	static void write(List<Measurement> rows, int threads, Path file) throws IOException {
		String body = rows.stream()
			.map((row) -> String.format(Locale.ROOT, ROW, row.path(), row.subject(), row.busy(), row.spread(),
					row.elapsed(), row.bytes()))
			.collect(Collectors.joining(",\n"));
		Files.writeString(file, "{\"jdk\": \"%s\", \"threads\": %d, \"figures\": [%n%s%n]}%n"
			.formatted(Runtime.version(), threads, body));
	}

}
