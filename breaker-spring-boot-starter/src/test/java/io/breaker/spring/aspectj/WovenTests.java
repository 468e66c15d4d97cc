package io.breaker.spring.aspectj;

import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.aspectj.lang.ProceedingJoinPoint;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The woven aspect in a virtual machine of its own, with the agent of AspectJ as a user
 * starts it.
 */
// INV-61
@Timeout(value = 180, unit = TimeUnit.SECONDS)
class WovenTests {

	private static String said;

	@BeforeAll
	static void weave(@TempDir Path directory) throws Exception {
		Path output = directory.resolve("output");
		Path weaver = Path.of(ProceedingJoinPoint.class.getProtectionDomain().getCodeSource().getLocation().toURI());
		String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
		Process process = new ProcessBuilder(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-javaagent:" + weaver, "-Xmx256m", "-cp", classPath, WovenScenarios.class.getName()))
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		try {
			assertThat(process.waitFor(150, TimeUnit.SECONDS)).isTrue();
		}
		finally {
			process.destroyForcibly();
			said = read(output);
		}
	}

	private static String read(Path output) throws IOException {
		return new String(Files.readAllBytes(output), StandardCharsets.UTF_8);
	}

	static Stream<String> passes() {
		return Stream.of(WovenScenarios.class.getDeclaredMethods())
			.filter((method) -> Modifier.isPublic(method.getModifiers()) && method.getParameterCount() == 0)
			.map(Method::getName)
			.sorted();
	}

	@ParameterizedTest
	@MethodSource
	void passes(String scenario) {
		assertThat(said.lines()).as(() -> excerpt(scenario)).contains("passed " + scenario);
	}

	private static String excerpt(String scenario) {
		String rest = said.substring(Math.max(0, said.indexOf("failed " + scenario)));
		return rest.substring(0, Math.min(rest.length(), 3_000));
	}

}
