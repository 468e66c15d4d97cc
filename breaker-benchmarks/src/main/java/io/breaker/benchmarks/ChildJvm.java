package io.breaker.benchmarks;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Runs a main class in a JVM of its own and reads the figures that it prints.
 */
final class ChildJvm {

	private static final String FIGURE = "figure ";

	/**
	 * How much of what a failed JVM said is shown.
	 */
	private static final int MOST_LINES = 50;

	private final List<String> options = new ArrayList<>();

	private String classPath = System.getProperty("java.class.path");

	/**
	 * Prints a figure for the JVM that started this one.
	 */
	static void tell(String name, double figure) {
		System.out.println(FIGURE + name + "=" + figure);
	}

	ChildJvm options(String... options) {
		this.options.addAll(List.of(options));
		return this;
	}

	/**
	 * Leaves out libraries, and puts a directory of classes in front.
	 * @param left tells of the name of a jar whether it is left out
	 */
	ChildJvm classPath(Path classes, Predicate<String> left) throws IOException {
		List<String> parts = new ArrayList<>(List.of(classes.toString()));
		for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
			Path libraries = Path.of(part).resolveSibling("lib");
			parts.add(Files.isDirectory(libraries) ? withoutItsLibraries(Path.of(part)) : part);
			if (Files.isDirectory(libraries)) {
				try (Stream<Path> files = Files.list(libraries)) {
					files.map(Path::toString).sorted().forEach(parts::add);
				}
			}
		}
		parts.removeIf((part) -> left.test(Path.of(part).getFileName().toString()));
		this.classPath = String.join(File.pathSeparator, parts);
		return this;
	}

	/**
	 * The manifest of the jar names all libraries, so its classes are taken from where it
	 * was made of.
	 */
	private static String withoutItsLibraries(Path jar) {
		return jar.resolveSibling("classes").toString();
	}

	/**
	 * Runs a class until it ends.
	 * @return what it told, by name
	 */
	Map<String, Double> run(Class<?> main, Object... args) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
		command.addAll(this.options);
		command.addAll(List.of("-cp", this.classPath, main.getName()));
		Stream.of(args).map(String::valueOf).forEach(command::add);
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		Map<String, Double> figures = new HashMap<>();
		Deque<String> said = new ArrayDeque<>();
		try (BufferedReader out = new BufferedReader(
				new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
			out.lines().forEach((line) -> {
				if (line.startsWith(FIGURE)) {
					int equals = line.lastIndexOf('=');
					figures.put(line.substring(FIGURE.length(), equals), Double.valueOf(line.substring(equals + 1)));
				}
				else {
					said.add(line);
					if (said.size() > MOST_LINES) {
						said.remove();
					}
				}
			});
		}
		if (process.waitFor() != 0) {
			throw new IllegalStateException(String.join(" ", command) + " failed:\n" + String.join("\n", said));
		}
		return figures;
	}

}
