package io.breaker.spring.ops;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * A program that tests need and that not every machine has.
 *
 * @param path where it is
 */
record InstalledProgram(Path path) {

	/**
	 * Finds a program, or skips the test and says how to get it.
	 */
	static InstalledProgram require(String name) {
		Optional<Path> path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
			.map((directory) -> Path.of(directory, name))
			.filter(Files::isExecutable)
			.findFirst();
		String missing = ("the program '%s' is not on the PATH. On Debian 'apt-get install prometheus' brings it,"
				+ " and '.ci/run' installs it when it runs as root")
			.formatted(name);
		if ("required".equals(System.getenv("BREAKER_PROGRAMS"))) {
			assertThat(path).as(missing).isPresent();
		}
		assumeThat(path).as("SKIPPED: " + missing).isPresent();
		return new InstalledProgram(path.orElseThrow());
	}

	/**
	 * Starts it.
	 */
	Process start(Path directory, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(List.of(this.path.toString()));
		command.addAll(List.of(arguments));
		return new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
	}

	/**
	 * Runs it to its end, which must be a good one.
	 * @return what it wrote
	 */
	String run(Path directory, String... arguments) throws IOException, InterruptedException {
		Path output = Files.createTempFile("breaker", ".out");
		Process process = null;
		try {
			List<String> command = new ArrayList<>(List.of(this.path.toString()));
			command.addAll(List.of(arguments));
			process = new ProcessBuilder(command).directory(directory.toFile())
				.redirectErrorStream(true)
				.redirectOutput(output.toFile())
				.start();
			boolean ended = process.waitFor(30, TimeUnit.SECONDS);
			String written = Files.readString(output, StandardCharsets.UTF_8);
			assertThat(ended).as("%s ended in time", command).isTrue();
			assertThat(process.exitValue()).as("%s said %s", command, written).isZero();
			return written;
		}
		finally {
			if (process != null) {
				process.destroyForcibly();
			}
			Files.deleteIfExists(output);
		}
	}

}
