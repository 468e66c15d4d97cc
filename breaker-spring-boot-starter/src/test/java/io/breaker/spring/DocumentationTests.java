package io.breaker.spring;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerSettings;
import io.breaker.event.BreakerState;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerInjectAutoConfiguration;
import io.breaker.test.BreakerStates;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documentation shows is code of a test that runs, configuration that is
 * accepted, and links that lead somewhere.
 */
class DocumentationTests {

	private static final Path ROOT = Path.of("..");

	private static final Pattern JAVA = Pattern.compile("(?:<!-- snippet: (\\S+) -->\n)?```java\n(.*?)\n```",
			Pattern.DOTALL);

	private static final Pattern YAML = Pattern.compile("```yaml\n(.*?)\n```", Pattern.DOTALL);

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final Pattern LIBRARY = Pattern.compile(
			"io\\.breaker(?::|</groupId>\\s*<artifactId>)([a-z-]+)(?:(?::|</artifactId>\\s*<version>)([^<\"`\\s]+))?");

	private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.*)$");

	private static final Pattern ROW = Pattern
		.compile("(?m)^\\| `([a-z-]+)` \\| [^|]* \\| [^|]* \\|\\s*`?([^|`]*?)`?\\s*\\|$");

	private static final Set<String> IN_CODE_ONLY = Set.of("record-when", "ignore-when", "record-result", "judge",
			"retry-after");

	private static final Pattern SNIPPET = Pattern.compile("(?m)^(\t+)// snippet: (\\S+)\n(.*?)\n\\1// end",
			Pattern.DOTALL);

	static List<Path> pages() throws IOException {
		List<Path> pages = new ArrayList<>();
		for (Path folder : List.of(ROOT, ROOT.resolve("docs"), ROOT.resolve("sample-app"),
				ROOT.resolve("breaker-benchmarks"))) {
			if (Files.isDirectory(folder)) {
				try (Stream<Path> files = Files.list(folder)) {
					files.filter((file) -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
				}
			}
		}
		return pages;
	}

	@Test
	void pagesAreFound() throws IOException {
		assertThat(pages()).hasSizeGreaterThan(10);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyPieceOfJavaIsCodeOfATest(Path page) throws IOException {
		Map<String, String> snippets = snippets();

		for (MatchResult block : find(JAVA, Files.readString(page))) {
			assertThat(block.group(1)).as("name of the snippet%n%s", block.group(2)).isNotNull();
			assertThat(snippets).as(block.group(1)).containsEntry(block.group(1), block.group(2));
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyPieceOfYamlIsAccepted(Path page) throws IOException {
		for (MatchResult block : find(YAML, Files.readString(page))) {
			new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
				.withPropertyValues(properties(block.group(1)))
				.withPropertyValues("breaker.strict=false")
				.run((context) -> assertThat(context).as(block.group(1)).hasNotFailed());
		}
	}

	@Test
	void tableOfSettingsHasEachOneWithItsDefault() throws IOException {
		Map<String, String> defaults = new HashMap<>();
		find(ROW, Files.readString(ROOT.resolve("docs/configuration.md")))
			.forEach((row) -> defaults.put(row.group(1), row.group(2)));

		Map<String, String> expected = new HashMap<>();
		SpringSettings.all()
			.stream()
			.filter((setting) -> !IN_CODE_ONLY.contains(setting.key()))
			.forEach((setting) -> expected.put(setting.key(), BreakerSettings.builtIn().text(setting)));
		assertThat(defaults).isEqualTo(expected);
	}

	@Test
	void customizerDecidesInCode() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
			.withUserConfiguration(Customized.class)
			.withPropertyValues("breaker.strict=false")
			.run((context) -> {
				var breaker = context.getBean(BreakerRegistry.class).breaker("inventory");
				breaker.get(() -> "unknown");
				assertThat(breaker.totals().failure()).isEqualTo(1);
			});
	}

	@Test
	void breakerIsInjectedByItsName() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerInjectAutoConfiguration.class))
			.withUserConfiguration(Injected.class)
			.withPropertyValues("breaker.instances.inventory.evidence=20")
			.run((context) -> {
				var isThere = context.getBean(BooleanSupplier.class);
				assertThat(isThere.getAsBoolean()).isTrue();
				BreakerStates.open(context.getBean(BreakerRegistry.class).breaker("inventory"));
				assertThat(isThere.getAsBoolean()).isFalse();
			});
	}

	@Test
	void breakerThatCodeAsksForIsNamedAsUsed() {
		ApplicationContextRunner configured = new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
			.withPropertyValues("breaker.instances.tenant-berlin.evidence=20");

		configured.run((context) -> assertThat(context).hasFailed());
		configured.withUserConfiguration(Used.class).run((context) -> assertThat(context).hasNotFailed());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyLibraryIsBuiltHere(Path page) throws IOException {
		String parent = Files.readString(ROOT.resolve("pom.xml"));
		for (MatchResult library : find(LIBRARY, Files.readString(page))) {
			String version = (library.group(2) != null) ? Pattern.quote(library.group(2) + "</version>") : "";
			assertThat(ROOT.resolve(library.group(1)).resolve("pom.xml")).as(library.group()).exists();
			assertThat(parent).as(library.group())
				.containsPattern("<artifactId>breaker-parent</artifactId>\\s*<version>" + version);
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyLinkLeadsSomewhere(Path page) throws IOException {
		for (MatchResult link : find(LINK, Files.readString(page))) {
			String target = link.group(1);
			if (!target.matches("[a-z]+:.*")) {
				assertLeadsSomewhere(page, target);
			}
		}
	}

	private static void assertLeadsSomewhere(Path page, String target) throws IOException {
		int hash = target.indexOf('#');
		String file = (hash < 0) ? target : target.substring(0, hash);
		Path destination = file.isEmpty() ? page : page.resolveSibling(file);
		assertThat(destination).as("link to %s on %s", target, page).exists();
		if (hash >= 0) {
			assertThat(find(HEADING, Files.readString(destination)).stream().map((heading) -> anchor(heading.group(1))))
				.as("link to %s on %s", target, page)
				.contains(target.substring(hash + 1));
		}
	}

	private static String anchor(String heading) {
		return heading.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-');
	}

	private static String[] properties(String yaml) {
		YamlPropertiesFactoryBean factory = new YamlPropertiesFactoryBean();
		factory.setResources(new ByteArrayResource(yaml.getBytes(StandardCharsets.UTF_8)));
		Properties properties = factory.getObject();
		return properties.entrySet()
			.stream()
			.map((entry) -> entry.getKey() + "=" + entry.getValue())
			.toArray(String[]::new);
	}

	/**
	 * Finds the marked pieces of all tests, without their indentation.
	 */
	private static Map<String, String> snippets() throws IOException {
		Map<String, String> snippets = new HashMap<>();
		for (String module : List.of("breaker-core", "breaker-spring-boot-starter", "breaker-spring-boot-starter-test",
				"sample-app")) {
			Path tests = ROOT.resolve(module).resolve("src/test/java");
			if (Files.isDirectory(tests)) {
				try (Stream<Path> files = Files.walk(tests)) {
					for (Path file : files.filter((each) -> each.toString().endsWith(".java")).toList()) {
						find(SNIPPET, Files.readString(file)).forEach((snippet) -> snippets.put(snippet.group(2),
								snippet.group(3).replaceAll("(?m)^" + snippet.group(1), "")));
					}
				}
			}
		}
		return snippets;
	}

	private static List<MatchResult> find(Pattern pattern, String text) {
		return pattern.matcher(text).results().toList();
	}

	/**
	 * What cannot be said in YAML.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Customized {

		// snippet: customizer
		@Bean
		BreakerCustomizer inventoryCustomizer() {
			return (configuration) -> configuration.instance("inventory",
					(settings) -> settings.recordResult((result) -> result.equals("unknown")));
		}
		// end

	}

	/**
	 * Names that come up at run time.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Used {

		// snippet: used
		@Bean
		UsedBreakers tenants() {
			return () -> List.of("tenant-berlin", "tenant-paris");
		}
		// end

	}

	/**
	 * A bean that asks a breaker.
	 */
	@Configuration(proxyBeanMethods = false)
	static class Injected {

		// snippet: inject
		@Bean
		BooleanSupplier inventoryIsThere(@Qualifier("inventory") Breaker breaker) {
			return () -> breaker.state() == BreakerState.CLOSED;
		}
		// end

	}

}
