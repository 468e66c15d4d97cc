package io.breaker.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The messages on the page for troubleshooting are those of the code.
 */
class TroubleshootingTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern MESSAGE = Pattern.compile("(?m)^\\| `([^`]+)` \\|");

	/**
	 * What differs from case to case: a quoted name, a letter that stands for one, what
	 * is left out. The verb is added apart from the rest.
	 */
	private static final Pattern VARIABLE = Pattern.compile("'[^']*'|\\b\\p{L}\\b|…|\\bmust\\b");

	private static String sources;

	@BeforeAll
	static void readSources() throws IOException {
		StringBuilder text = new StringBuilder();
		for (String module : List.of("breaker-core", "breaker-spring-boot-starter")) {
			try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
				files.filter((file) -> file.toString().endsWith(".java"))
					.map(TroubleshootingTests::read)
					.forEach(text::append);
			}
		}
		sources = text.toString().replaceAll("\"\\s*\\+\\s*\"", "");
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	static List<String> messages() {
		return MESSAGE.matcher(read(ROOT.resolve("docs/troubleshooting.md")))
			.results()
			.map((row) -> row.group(1))
			.toList();
	}

	@Test
	void messagesAreFound() {
		assertThat(messages()).hasSizeGreaterThan(10);
	}

	@ParameterizedTest
	@MethodSource("messages")
	void messageIsOneOfTheCode(String message) {
		List<String> words = VARIABLE.splitAsStream(message)
			.map(String::strip)
			.filter((part) -> part.matches(".*\\p{L}.*"))
			.toList();

		assertThat(words).isNotEmpty().allSatisfy((part) -> assertThat(sources).as(part).contains(part));
	}

}
