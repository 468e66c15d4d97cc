package io.breaker.spring;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfiguration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * The starter keeps the rules it is built by, and each rule notices when it is broken: a
 * fault is compiled for it, and must be reported.
 */
@Timeout(120)
class ArchitectureTests {

	private static final JavaClasses MAIN = Rooms.mainClasses();

	@TempDir
	Path directory;

	static Stream<Arguments> rules() {
		return Stream.of(
				rule("packages are free of cycles", StarterRules.packagesAreFreeOfCycles(),
						fault("io.breaker.spring", "public class Up { io.breaker.spring.aop.Down down; }"),
						fault("io.breaker.spring.aop", "public class Down { io.breaker.spring.Up up; }")),
				rule("nothing depends on the auto-configuration", StarterRules.nothingDependsOnTheAutoConfiguration(),
						fault("io.breaker.spring.aop",
								"class Curious { io.breaker.spring.autoconfigure.BreakerAutoConfiguration other; }")),
				rule("rooms are strangers to each other", StarterRules.roomsAreStrangers(),
						fault("io.breaker.spring.one", "class Curious { io.breaker.spring.reactor.Door other; }"),
						fault("io.breaker.spring.reactor", "public class Door { }")),
				rule("no room enters the aspect unasked", StarterRules.roomsAreStrangers(),
						fault("io.breaker.micrometer",
								"class Curious { io.breaker.spring.aop.GuardedMethods other; }")),
				rule("the aspect enters no room", StarterRules.roomsAreStrangers(),
						fault("io.breaker.spring.aop", "class Curious { io.breaker.spring.reactor.Door other; }"),
						fault("io.breaker.spring.reactor", "public class Door { }")),
				rule("nobody counts outcomes past the core", StarterRules.roomsAreStrangers(),
						fault("io.breaker.spring.aop", "class Curious { io.breaker.window.Counts other; }")),
				rule("public types know no room", StarterRules.publicTypesKnowNoRoom(),
						fault("io.breaker.spring", "class Curious { io.breaker.spring.aop.GuardedMethods other; }")),
				rule("Micrometer stays in its room", StarterRules.technologiesStayInTheirRooms(),
						fault("io.breaker.spring.health",
								"class Curious { io.micrometer.core.instrument.MeterRegistry other; }")),
				rule("Reactor stays in its rooms", StarterRules.technologiesStayInTheirRooms(),
						fault("io.breaker.spring.aop", "class Curious { reactor.core.publisher.Mono<String> other; }")),
				rule("health stays in its room", StarterRules.technologiesStayInTheirRooms(),
						fault("io.breaker.spring.web",
								"class Curious { org.springframework.boot.health.contributor.Status other; }")),
				rule("other auto-configurations stay away, too", StarterRules.technologiesStayInTheirRooms(),
						fault("io.breaker.spring.autoconfigure",
								"class Curious { org.aspectj.lang.JoinPoint other; }")),
				rule("what no rule names has one room", StarterRules.technologiesStayInTheirRooms(),
						fault("io.breaker.spring.one", "class First { org.h2.Driver other; }"),
						fault("io.breaker.spring.two", "class Second { org.h2.Driver other; }")),
				rule("what no rule names is not in the aspect", StarterRules.technologiesStayInTheirRooms(),
						fault("io.breaker.spring.aop", "class Curious { org.h2.Driver other; }")),
				rule("only rooms of Spring know Spring", StarterRules.onlyRoomsOfSpringKnowSpring(),
						fault("io.breaker.micrometer",
								"class Curious { org.springframework.core.env.Environment other; }")),
				rule("auto-configurations are final", StarterRules.autoConfigurationsArePublicAndFinal(),
						configuration("public class BreakerOpenAutoConfiguration { }")),
				rule("auto-configurations are public", StarterRules.autoConfigurationsArePublicAndFinal(),
						configuration("final class BreakerHiddenAutoConfiguration { }")),
				rule("auto-configurations are called so", StarterRules.autoConfigurationsArePublicAndFinal(),
						configuration("public final class BreakerThings { }")),
				rule("auto-configurations are together", StarterRules.autoConfigurationsArePublicAndFinal(), fault(
						"io.breaker.spring.reactor",
						"@org.springframework.boot.autoconfigure.AutoConfiguration public final class BreakerLostAutoConfiguration { }")),
				rule("auto-configurations have no public method", StarterRules.autoConfigurationsHaveNoPublicMembers(),
						configuration("public final class BreakerLoudAutoConfiguration { public void shout() { } }")),
				rule("auto-configurations have no public field", StarterRules.autoConfigurationsHaveNoPublicMembers(),
						configuration("public final class BreakerLoudAutoConfiguration { public int loudness; }")),
				rule("auto-configurations are listed", StarterRules.autoConfigurationsAreListed(),
						configuration("public final class BreakerForgottenAutoConfiguration { }")),
				rule("beans can be replaced", StarterRules.beansCanBeReplaced(), configuration(
						"public final class BreakerFixedAutoConfiguration { @org.springframework.context.annotation.Bean String fixed() { return \"\"; } }")),
				rule("nanoTime is not read", StarterRules.timeComesFromTheTimeSource(),
						fault("io.breaker.spring.aop", "class Clock { long now() { return System.nanoTime(); } }")),
				rule("the time of day is not read", StarterRules.timeComesFromTheTimeSource(),
						fault("io.breaker.spring.aop",
								"class Clock { Object now() { return java.time.Instant.now(); } }")),
				rule("nobody sleeps", StarterRules.nobodySleeps(),
						fault("io.breaker.spring.aop",
								"class Sleeper { void rest() throws Exception { Thread.sleep(1); } }")),
				rule("threads are made in one place", StarterRules.threadsAreMadeInOnePlace(),
						fault("io.breaker.spring.aop", "class Starter { Object thread = new Thread(); }")),
				rule("executors are made in one place", StarterRules.threadsAreMadeInOnePlace(), fault(
						"io.breaker.spring.aop",
						"class Starter { Object pool = java.util.concurrent.Executors.newCachedThreadPool(); }")),
				rule("names say what things are", StarterRules.namesSayWhatThingsAre(),
						fault("io.breaker.spring.aop", "class GuardHelper { }")),
				rule("packages have names, too", StarterRules.namesSayWhatThingsAre(),
						fault("io.breaker.spring.common", "class Thing { }")),
				rule("every package is null-marked", StarterRules.everyPackageIsNullMarked(),
						fault("io.breaker.spring.fresh", "class Thing { }")));
	}

	private static Arguments rule(String name, ArchRule rule, Fault... faults) {
		return arguments(name, rule, List.of(faults));
	}

	private static Fault configuration(String text) {
		return fault("io.breaker.spring.autoconfigure",
				"@org.springframework.boot.autoconfigure.AutoConfiguration " + text);
	}

	private static Fault fault(String packageName, String text) {
		String name = text.replaceAll("(?s).*?\\bclass (\\w+).*", "$1");
		return new Fault(packageName + "." + name, "package " + packageName + "; " + text);
	}

	@ParameterizedTest
	@MethodSource
	void starterKeepsTheRule(ArchRule rule) {
		assertThat(rule.allowEmptyShould(true).evaluate(MAIN).getFailureReport().getDetails()).isEmpty();
	}

	static Collection<ArchRule> starterKeepsTheRule() {
		Map<String, ArchRule> rules = new LinkedHashMap<>();
		rules().map((arguments) -> (ArchRule) arguments.get()[1])
			.forEach((rule) -> rules.put(rule.getDescription(), rule));
		return rules.values();
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("rules")
	void faultAgainstTheRuleIsReported(String name, ArchRule rule, List<Fault> faults) {
		Map<String, String> sources = new LinkedHashMap<>();
		faults.forEach((fault) -> sources.put(fault.type.replace('.', '/') + ".java", fault.text));
		List<String> errors = new Compilation(System.getProperty("java.class.path"), this.directory).errors(List.of(),
				sources);
		assertThat(errors).isEmpty();

		JavaClasses faulty = new ClassFileImporter().importPath(this.directory);

		assertThat(rule.evaluate(faulty).getFailureReport().toString()).contains(faults.get(0).type);
	}

	@Test
	void listedAutoConfigurationsExistAndAreSorted() {
		Map<String, List<String>> imports = Rooms.imports();

		assertThat(imports.get(AutoConfiguration.class.getName() + ".imports"))
			.containsExactlyElementsOf(Rooms.autoConfigurationNames());
		assertThat(imports).allSatisfy((file,
				listed) -> assertThat(listed).isSorted().doesNotHaveDuplicates().isNotEmpty().allMatch(MAIN::contain));
	}

	@Test
	void testsDoNotSleep() {
		JavaClasses tests = Rooms.testClasses();

		assertThat(tests).hasSizeGreaterThan(10);
		assertThat(StarterRules.nobodySleeps().evaluate(tests).getFailureReport().getDetails()).isEmpty();
	}

	/**
	 * A fault to be reported.
	 *
	 * @param type the name of the class
	 * @param text the source
	 */
	private record Fault(String type, String text) {
	}

}
