package io.breaker.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Writes figures for machines. No text in them needs to be escaped.
 */
final class Json {

	private static final String CALL = "  {\"path\": \"%s\", \"contender\": \"%s\", \"threads\": %d, "
			+ "\"processorNanos\": %.2f, \"spread\": %.2f, \"clockNanos\": %.2f, \"bytes\": %.2f}";

	private static final String FINDING = "  {\"what\": \"%s\", \"contender\": \"%s\", \"figure\": %.2f, "
			+ "\"unit\": \"%s\"}";

	private Json() {
	}

	static void write(List<Measurement> calls, List<Finding> findings, Path file) throws IOException {
		String called = calls.stream()
			.map((call) -> String.format(Locale.ROOT, CALL, call.path(), call.subject(), call.threads(), call.busy(),
					call.spread(), call.elapsed(), call.bytes()))
			.collect(Collectors.joining(",\n"));
		String found = findings.stream()
			.map((finding) -> String.format(Locale.ROOT, FINDING, finding.what(), finding.contender(), finding.figure(),
					finding.unit()))
			.collect(Collectors.joining(",\n"));
		Files.writeString(file, "{\"jdk\": \"%s\", \"calls\": [%n%s%n], \"findings\": [%n%s%n]}%n"
			.formatted(Runtime.version(), called, found));
	}

}
