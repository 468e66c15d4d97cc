package io.breaker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The core keeps the rules it is built by, and each rule notices when it is broken: a
 * fault is compiled for it, and must be reported.
 */
@Timeout(120)
class ArchitectureTests {

	private static final Pattern NOT_CODE = Pattern
		.compile("/\\*.*?\\*/|//[^\\n]*|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\])*\"", Pattern.DOTALL);

	private static final Pattern MONITOR = Pattern.compile("\\bsynchronized\\b");

	private static final JavaClasses MAIN = new ClassFileImporter().importPath(classes(Breaker.class));

	private static final JavaClasses TESTS = new ClassFileImporter().importPath(classes(ArchitectureTests.class));

	@TempDir
	Path directory;

	private static Path classes(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Fault fault(String path, String text) {
		return new Fault(path, text);
	}

	static Stream<Arguments> rules() {
		return Stream.of(rule("packages are free of cycles", ArchitectureRules.packagesAreFreeOfCycles(),
				fault("io/breaker/Up.java", "package io.breaker; public class Up { io.breaker.event.Down down; }"),
				fault("io/breaker/event/Down.java",
						"package io.breaker.event; public class Down { io.breaker.Up up; }")),
				rule("core depends on the JDK only", ArchitectureRules.coreDependsOnTheJdkOnly(), fault(
						"io/breaker/Foreign.java",
						"package io.breaker; class Foreign { org.assertj.core.api.Condition<String> condition; }")),
				rule("config knows nobody", ArchitectureRules.configKnowsNobody(),
						fault("io/breaker/config/Curious.java",
								"package io.breaker.config; class Curious { io.breaker.event.Outcome outcome; }")),
				rule("window knows nobody", ArchitectureRules.windowKnowsNobody(),
						fault("io/breaker/window/Curious.java",
								"package io.breaker.window; class Curious { io.breaker.config.Rate rate; }")),
				rule("event knows config only", ArchitectureRules.eventKnowsConfigOnly(),
						fault("io/breaker/event/Curious.java",
								"package io.breaker.event; class Curious { io.breaker.window.Counts counts; }")),
				rule("event does not know the machine", ArchitectureRules.eventKnowsConfigOnly(),
						fault("io/breaker/event/Curious.java",
								"package io.breaker.event; class Curious { io.breaker.Breaker breaker; }")),
				rule("window is used by the machine only", ArchitectureRules.windowIsUsedByTheMachineOnly(),
						fault("io/breaker/spring/Curious.java",
								"package io.breaker.spring; class Curious { io.breaker.window.Counts counts; }")),
				rule("no public method mentions the window", ArchitectureRules.noPublicSignatureMentionsTheWindow(),
						fault("io/breaker/Permit.java",
								"package io.breaker; public interface Permit { java.util.List<io.breaker.window.Counts> counts(); }")),
				rule("no protected field mentions the window", ArchitectureRules.noPublicSignatureMentionsTheWindow(),
						fault("io/breaker/event/Leak.java",
								"package io.breaker.event; public class Leak { protected io.breaker.window.Counts counts; }")),
				rule("no public class is a window", ArchitectureRules.noPublicSignatureMentionsTheWindow(),
						fault("io/breaker/window/Base.java", "package io.breaker.window; public class Base { }"),
						fault("io/breaker/event/Leak.java",
								"package io.breaker.event; public class Leak extends io.breaker.window.Base { }")),
				rule("nanoTime is read in one place", ArchitectureRules.timeComesFromOnePlace(),
						fault("io/breaker/Clock.java",
								"package io.breaker; class Clock { long now() { return System.nanoTime(); } }")),
				rule("currentTimeMillis is read nowhere", ArchitectureRules.timeComesFromOnePlace(), fault(
						"io/breaker/Clock.java",
						"package io.breaker; class Clock { long now() { return System.currentTimeMillis(); } }")),
				rule("the time of day is read in one place", ArchitectureRules.timeComesFromOnePlace(), fault(
						"io/breaker/Clock.java",
						"package io.breaker; class Clock { Object now() { return java.time.Instant.now(); } }")),
				rule("no clock is passed as a reference", ArchitectureRules.timeComesFromOnePlace(), fault(
						"io/breaker/Clock.java",
						"package io.breaker; class Clock { java.util.function.LongSupplier now = System::nanoTime; }")),
				rule("nobody sleeps", ArchitectureRules.nobodySleeps(), fault("io/breaker/Sleeper.java",
						"package io.breaker; class Sleeper { void rest() throws Exception { Thread.sleep(1); } }")),
				rule("no method is synchronized", ArchitectureRules.noMethodIsSynchronized(),
						fault("io/breaker/Locked.java",
								"package io.breaker; class Locked { synchronized void enter() { } }")),
				rule("nobody waits", ArchitectureRules.nobodyWaits(),
						fault("io/breaker/Waiter.java",
								"package io.breaker; class Waiter { void rest() throws Exception { wait(); } }")),
				rule("nobody uses locks", ArchitectureRules.nobodyUsesLocks(), fault("io/breaker/Locked.java",
						"package io.breaker; class Locked { Object lock = new java.util.concurrent.locks.ReentrantLock(); }")),
				rule("nobody makes threads", ArchitectureRules.nobodyStartsThreads(),
						fault("io/breaker/Starter.java",
								"package io.breaker; class Starter { Object thread = new Thread(); }")),
				rule("nobody makes executors", ArchitectureRules.nobodyStartsThreads(), fault("io/breaker/Starter.java",
						"package io.breaker; class Starter { Object pool = java.util.concurrent.Executors.newCachedThreadPool(); }")),
				rule("nobody makes timers", ArchitectureRules.nobodyStartsThreads(),
						fault("io/breaker/Starter.java",
								"package io.breaker; class Starter { Object timer = new java.util.Timer(); }")),
				rule("nobody uses the common pool", ArchitectureRules.nobodyStartsThreads(), fault(
						"io/breaker/Starter.java",
						"package io.breaker; class Starter { Object f = java.util.concurrent.CompletableFuture.runAsync(() -> { }); }")),
				rule("only named methods touch the state", ArchitectureRules.onlyNamedMethodsTouchTheState(), fault(
						"io/breaker/Machine.java",
						"package io.breaker; class Machine { private volatile Object state; void jump() { state = null; } }")),
				rule("the state is replaced in one place", ArchitectureRules.stateIsReplacedInOnePlace(), fault(
						"io/breaker/Machine.java",
						"package io.breaker; class Machine { private static Object STATE = null; Object present() { return STATE; } }")),
				rule("only what users need is public", ArchitectureRules.onlyWhatUsersNeedIsPublic(),
						fault("io/breaker/Extra.java", "package io.breaker; public class Extra { }")),
				rule("names say what things are", ArchitectureRules.namesSayWhatThingsAre(),
						fault("io/breaker/StateHelper.java", "package io.breaker; class StateHelper { }")),
				rule("names of nested classes do, too", ArchitectureRules.namesSayWhatThingsAre(),
						fault("io/breaker/State.java", "package io.breaker; class State { class Utils { } }")),
				rule("packages have names, too", ArchitectureRules.namesSayWhatThingsAre(),
						fault("io/breaker/common/Thing.java", "package io.breaker.common; class Thing { }")),
				rule("every package is null-marked", ArchitectureRules.everyPackageIsNullMarked(),
						fault("io/breaker/fresh/Thing.java", "package io.breaker.fresh; class Thing { }")));
	}

	private static Arguments rule(String name, ArchRule rule, Fault... faults) {
		return arguments(name, rule, List.of(faults));
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rules")
	void coreKeepsTheRule(String name, ArchRule rule, List<Fault> faults) {
		assertThat(rule.evaluate(MAIN).getFailureReport().getDetails()).isEmpty();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rules")
	void faultAgainstTheRuleIsReported(String name, ArchRule rule, List<Fault> faults) {
		Map<String, String> sources = new LinkedHashMap<>();
		faults.forEach((fault) -> sources.put(fault.path, fault.text));
		String said = Sources.compile(sources, this.directory, "-classpath", System.getProperty("java.class.path"),
				"-nowarn");

		JavaClasses faulty = new ClassFileImporter().importPath(this.directory);

		assertThat(faulty).as(said).isNotEmpty();
		String last = faults.get(faults.size() - 1).path;
		String type = last.substring(0, last.length() - ".java".length()).replace('/', '.');
		assertThat(rule.evaluate(faulty).getFailureReport().toString()).contains(type);
	}

	@Test
	void testsDoNotSleep() {
		assertThat(TESTS).as("classes of tests").hasSizeGreaterThan(10);
		assertThat(ArchitectureRules.nobodySleeps().evaluate(TESTS).getFailureReport().getDetails()).isEmpty();
	}

	@Test
	void everythingThatUsersNeedIsPublic() {
		List<String> present = MAIN.stream()
			.filter((type) -> type.getPackageName().equals("io.breaker"))
			.filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC))
			.map(JavaClass::getSimpleName)
			.toList();

		assertThat(present).containsExactlyInAnyOrderElementsOf(ArchitectureRules.publicNames());
	}

	@Test
	void machineHasTheFieldsThatTheRulesAreAbout() {
		JavaClass machine = MAIN.get(Machine.class);

		assertThat(machine.tryGetField("state")).isPresent();
		assertThat(machine.tryGetField("STATE")).isPresent();
	}

	@Test
	void noBlockIsSynchronized() throws IOException {
		Path sources = Path.of("src", "main", "java");

		assertThat(filesWithMonitors(sources)).isEmpty();
	}

	@Test
	void synchronizedBlockIsReported() throws IOException {
		Path source = this.directory.resolve("Locked.java");
		Files.writeString(source, "/* synchronized */ class Locked { { synchronized (this) { } } }");
		Files.writeString(this.directory.resolve("Free.java"),
				"/* synchronized\n */ class Free { // synchronized\n String text = \"a \\\" synchronized\"; }");

		assertThat(filesWithMonitors(this.directory)).containsExactly(source);
	}

	private static List<Path> filesWithMonitors(Path directory) throws IOException {
		try (Stream<Path> files = Files.walk(directory)) {
			List<Path> sources = files.filter((file) -> file.toString().endsWith(".java")).toList();
			assertThat(sources).isNotEmpty();
			return sources.stream().filter((file) -> MONITOR.matcher(code(file)).find()).toList();
		}
	}

	private static String code(Path file) {
		try {
			return NOT_CODE.matcher(Files.readString(file)).replaceAll(" ");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A fault to be reported.
	 *
	 * @param path where the source would be
	 * @param text the source
	 */
	private record Fault(String path, String text) {
	}

}
