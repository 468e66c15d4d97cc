package io.breaker.spring;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each room can be deleted together with its auto-configurations and the lines that list
 * it, and the rest of the starter compiles as it is.
 */
@Tag("once")
@Timeout(120)
class RoomDeletionTests {

	private static final Path SOURCES = Path.of("src", "main", "java");

	private static final String AUTOCONFIGURE = "io.breaker.spring.autoconfigure";

	@TempDir
	Path directory;

	@ParameterizedTest
	@MethodSource
	void restCompilesWithout(String room) {
		List<Path> rest = sources().filter(belongsTo(room).negate()).toList();

		assertThat(errors(rest, Map.of())).isEmpty();
	}

	/**
	 * Nobody would open a room that has neither an auto-configuration nor a line among
	 * what Spring loads by name.
	 */
	@ParameterizedTest
	@MethodSource("restCompilesWithout")
	void roomHasAnEntrance(String room) throws IOException {
		boolean configured = sources().anyMatch((source) -> isAutoConfigurationOf(room, source));
		boolean listed = Files.readString(Path.of("src/main/resources/META-INF/spring.factories")).contains(room + ".");

		assertThat(configured || listed).isTrue();
	}

	static Set<String> restCompilesWithout() {
		Set<String> rooms = sources().map(RoomDeletionTests::packageOf).collect(Collectors.toCollection(TreeSet::new));
		rooms.removeAll(StarterRules.house());
		assertThat(rooms).isNotEmpty();
		return rooms;
	}

	@Test
	void roomThatIsNeededElsewhereIsReported() {
		String room = restCompilesWithout().iterator().next();
		Path type = sources().filter((source) -> packageOf(source).equals(room))
			.filter((source) -> text(source).contains("public "))
			.findFirst()
			.orElseThrow();
		String name = room + "." + type.getFileName().toString().replace(".java", "");
		List<Path> rest = sources().filter(belongsTo(room).negate()).toList();

		List<String> errors = errors(rest, Map.of("io/breaker/spring/Needy.java",
				"package io.breaker.spring; class Needy { " + name + " needed; }"));

		assertThat(errors).anyMatch((error) -> error.contains(room));
	}

	private List<String> errors(List<Path> files, Map<String, String> texts) {
		return new Compilation(libraries(), this.directory).errors(files, texts);
	}

	/**
	 * Returns the class path without the starter itself.
	 */
	private static String libraries() {
		return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((place) -> !Files.exists(Path.of(place).resolve("io/breaker/spring")))
			.collect(Collectors.joining(File.pathSeparator));
	}

	private static Predicate<Path> belongsTo(String room) {
		return (source) -> packageOf(source).equals(room) || isAutoConfigurationOf(room, source);
	}

	private static boolean isAutoConfigurationOf(String room, Path source) {
		return packageOf(source).equals(AUTOCONFIGURE) && source.toString().endsWith("AutoConfiguration.java")
				&& text(source).contains(room + ".");
	}

	private static Stream<Path> sources() {
		try (Stream<Path> files = Files.walk(SOURCES)) {
			return files.filter((file) -> file.toString().endsWith(".java")).toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static String packageOf(Path source) {
		return SOURCES.relativize(source.getParent()).toString().replace(File.separatorChar, '.');
	}

	private static String text(Path source) {
		try {
			return Files.readString(source);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
