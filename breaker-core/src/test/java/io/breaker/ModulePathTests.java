package io.breaker;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleDescriptor.Requires.Modifier;
import java.lang.module.ModuleFinder;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The core as its users have it on the module path: without anything beside it.
 */
@Timeout(120)
class ModulePathTests {

	private static final String MODULE = """
			module com.acme.shop {
				requires io.breaker;
			}
			""";

	private static final String MAIN = """
			package com.acme.shop;

			import java.io.IOException;
			import java.time.Duration;
			import io.breaker.Breaker;
			import io.breaker.BreakerRegistry;
			import io.breaker.CallRejectedException;
			import io.breaker.config.BreakerConfiguration;
			import io.breaker.event.BreakerState;

			public final class Main {

				public static void main(String[] args) throws Exception {
					BreakerRegistry registry = BreakerRegistry.builder()
						.configuration(BreakerConfiguration.builder()
							.defaults((s) -> s.consecutiveFailures(1)
								.openFor(Duration.ofMinutes(1))
								.openForMax(Duration.ofMinutes(1)))
							.build())
						.build();
					Breaker breaker = registry.breaker("inventory");
					System.out.println(breaker.call(() -> "12 pieces"));
					try {
						breaker.run(() -> {
							throw new IOException("down");
						});
					}
					catch (IOException ex) {
						System.out.println(breaker.state() + " after " + ex.getMessage());
					}
					try {
						breaker.run(() -> {
						});
					}
					catch (CallRejectedException ex) {
						System.out.println("rejected by " + ex.breaker());
					}
					System.out.println("named: " + Main.class.getModule().isNamed() + ", "
							+ Breaker.class.getModule().isNamed());
				}

			}
			""";

	@TempDir
	Path directory;

	private Path core;

	@BeforeEach
	void findTheCore() throws URISyntaxException {
		this.core = Path.of(Breaker.class.getProtectionDomain().getCodeSource().getLocation().toURI());
	}

	private ModuleDescriptor descriptor() {
		return ModuleFinder.of(this.core).find("io.breaker").orElseThrow().descriptor();
	}

	/**
	 * Compiles a module that uses the core as a user would, who has nothing but the core.
	 */
	private String compile(String module, String main) {
		return Sources.compile(Map.of("module-info.java", module, "com/acme/shop/Main.java", main), this.directory,
				"--module-path", this.core.toString());
	}

	private Result java(String... arguments) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(List.of(arguments));
		File output = this.directory.resolve("output.txt").toFile();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output).start();
		boolean ended = process.waitFor(60, TimeUnit.SECONDS);
		process.destroyForcibly();
		assertThat(ended).as("ended in time").isTrue();
		return new Result(process.exitValue(), read(output));
	}

	private static String read(File file) throws IOException {
		return Files.readString(file.toPath(), StandardCharsets.UTF_8);
	}

	@Test
	void consumerOnTheModulePathNeedsNothingButTheCore() throws Exception {
		assertThat(compile(MODULE, MAIN)).isEmpty();

		Result result = java("--module-path", this.core + File.pathSeparator + this.directory, "--module",
				"com.acme.shop/com.acme.shop.Main");

		assertThat(result.output().lines()).containsExactly("12 pieces", "OPEN after down", "rejected by inventory",
				"named: true, true");
		assertThat(result.exit()).isZero();
	}

	@Test
	void howOutcomesAreCountedCannotBeReached() {
		String main = "package com.acme.shop; public final class Main { io.breaker.window.Counts counts; }";

		String said = compile(MODULE, main);

		assertThat(said).contains("package io.breaker.window is not visible");
	}

	@Test
	void exportsWhatUsersNeedAndNothingElse() {
		assertThat(descriptor().exports()).extracting(ModuleDescriptor.Exports::source)
			.containsExactlyInAnyOrder("io.breaker", "io.breaker.config", "io.breaker.event");
		assertThat(descriptor().packages()).contains("io.breaker.window");
		assertThat(descriptor().opens()).isEmpty();
	}

	@Test
	void requiresNothingAtRunTimeButTheBase() {
		List<String> needed = descriptor().requires()
			.stream()
			.filter((requires) -> !requires.modifiers().contains(Modifier.STATIC))
			.map(ModuleDescriptor.Requires::name)
			.toList();
		List<String> optional = descriptor().requires()
			.stream()
			.filter((requires) -> requires.modifiers().contains(Modifier.STATIC))
			.map(ModuleDescriptor.Requires::name)
			.toList();

		assertThat(needed).containsExactly("java.base");
		assertThat(optional).containsExactly("org.jspecify");
	}

	@Test
	void usesNothingButTheBaseOfTheJdk() {
		StringWriter said = new StringWriter();
		PrintWriter writer = new PrintWriter(said);
		ToolProvider jdeps = ToolProvider.findFirst("jdeps").orElseThrow();

		int exit = jdeps.run(writer, writer, "--multi-release", "base", "--ignore-missing-deps", "-summary",
				this.core.toString());

		assertThat(exit).as(said.toString()).isZero();
		assertThat(said.toString()
			.lines()
			.map((line) -> line.substring(line.indexOf("->") + 2).strip())
			.filter((used) -> !used.equals("org.jspecify") && !used.equals("not found"))
			.collect(Collectors.toSet())).containsExactly("java.base");
	}

	/**
	 * How a program ended.
	 *
	 * @param exit its exit code
	 * @param output what it wrote
	 */
	private record Result(int exit, String output) {
	}

}
