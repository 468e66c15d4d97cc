package io.breaker.spring;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.xpath.XPath;
import javax.xml.xpath.XPathConstants;
import javax.xml.xpath.XPathFactory;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.NodeList;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Applications in which a library is really not there: they start and are guarded.
 */
@Tag("once")
@Timeout(120)
class AbsentLibrariesTests {

	/**
	 * What only makes the start slow.
	 */
	private static final Predicate<String> TEST_LIBRARIES = Pattern
		.compile("(h2|HikariCP|mockito|byte-buddy|archunit|junit|assertj|spring-(security|jdbc|tx)|prometheus)-.*|"
				+ "micrometer-registry-.*|.*-test-.*|spring-boot-(starter-)?(security|jdbc|sql|cache|transaction)-.*")
		.asMatchPredicate();

	@ParameterizedTest
	@EnumSource(names = { "REACTOR", "WEB", "ACTUATOR" })
	void applicationIsGuardedWithout(Technology absent) throws Exception {
		try (FreshClassPath classPath = FreshClassPath.without(TEST_LIBRARIES.or(absent::owns))) {
			assertThat(classPath.call(Application.class)).isEqualTo("last known");
		}
	}

	@Test
	void applicationIsGuardedWithNothingButTheStarter() throws Exception {
		Predicate<String> optional = (library) -> Stream.of(Technology.values()).anyMatch((each) -> each.owns(library));
		try (FreshClassPath classPath = FreshClassPath.without(TEST_LIBRARIES.or(optional))) {
			assertThat(classPath.call(Application.class)).isEqualTo("last known");
		}
	}

	@ParameterizedTest
	@MethodSource("optionalLibraries")
	@ValueSource(strings = { "kotlin.*", "jackson.*", "jakarta.*" })
	void starterIsGuardedWithout(String library) throws Exception {
		Predicate<String> absent = (file) -> file.matches(library + "-\\d.*");
		try (FreshClassPath classPath = FreshClassPath.without(TEST_LIBRARIES.or(absent))) {
			assertThat(classPath.call(StarterAlone.class)).isEqualTo("last known");
		}
	}

	static List<String> optionalLibraries() throws Exception {
		var pom = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(Path.of("pom.xml").toFile());
		XPath path = XPathFactory.newInstance().newXPath();
		NodeList optional = (NodeList) path.evaluate("/project/dependencies/dependency[optional='true']/artifactId",
				pom, XPathConstants.NODESET);
		assertThat(optional.getLength()).isGreaterThan(5);
		return IntStream.range(0, optional.getLength()).mapToObj((i) -> optional.item(i).getTextContent()).toList();
	}

	/**
	 * An application as its users start it, with all that Spring Boot finds.
	 */
	static class Application implements Callable<String> {

		@Override
		public String call() {
			// Tomcat would register a factory that a JVM can have only once.
			disableUrlHandlers();
			return start(WebApplicationType.deduce(), Everything.class);
		}

	}

	/**
	 * An application that has only the auto-configurations of the starter.
	 */
	static class StarterAlone implements Callable<String> {

		@Override
		public String call() {
			return start(WebApplicationType.NONE, Breakers.class);
		}

	}

	private static void disableUrlHandlers() {
		String factory = "org.apache.catalina.webresources.TomcatURLStreamHandlerFactory";
		if (ClassUtils.isPresent(factory, AbsentLibrariesTests.class.getClassLoader())) {
			Method disable = ReflectionUtils.findMethod(ClassUtils.resolveClassName(factory, null), "disable");
			ReflectionUtils.invokeMethod(Objects.requireNonNull(disable), null);
		}
	}

	private static String start(WebApplicationType type, Class<?> source) {
		SpringApplication application = new SpringApplication(source);
		application.setWebApplicationType(type);
		application.setRegisterShutdownHook(false);
		application.setBannerMode(Banner.Mode.OFF);
		List<String> arguments = new ArrayList<>(
				List.of("--server.port=0", "--management.endpoints.web.exposure.include=*"));
		Stream.of(Rooms.opened()).map((each) -> "--" + each).forEach(arguments::add);
		try (ConfigurableApplicationContext context = application.run(arguments.toArray(String[]::new))) {
			return context.getBean(Inventory.class).stock();
		}
	}

	@EnableAutoConfiguration
	@Import(Inventory.class)
	static class Everything {

	}

	@Configuration(proxyBeanMethods = false)
	@Import({ BreakersOnly.class, Inventory.class })
	static class Breakers {

	}

	static class Inventory {

		@CircuitBreaker(fallback = "lastKnown")
		String stock() {
			throw new IllegalStateException("broken");
		}

		String lastKnown() {
			return "last known";
		}

	}

}
