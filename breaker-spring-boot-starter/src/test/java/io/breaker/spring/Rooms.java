package io.breaker.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/**
 * What the starter is made of, found as Spring Boot and the compiler find it, so that
 * tests need not be told of a new room.
 */
final class Rooms {

	private Rooms() {
	}

	/**
	 * Returns the names of the auto-configurations, as listed for Spring Boot.
	 */
	static List<String> autoConfigurationNames() {
		ClassLoader loader = Rooms.class.getClassLoader();
		return StreamSupport.stream(ImportCandidates.load(AutoConfiguration.class, loader).spliterator(), false)
			.filter((name) -> name.startsWith("io.breaker."))
			.toList();
	}

	/**
	 * Returns all lists of auto-configurations, those for slices included, by the names
	 * of their files.
	 */
	static Map<String, List<String>> imports() {
		Map<String, List<String>> imports = new TreeMap<>();
		try (Stream<Path> files = Files.list(Path.of("src/main/resources/META-INF/spring"))) {
			for (Path file : files.filter((each) -> each.toString().endsWith(".imports")).toList()) {
				imports.put(file.getFileName().toString(), Files.readAllLines(file));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return imports;
	}

	static Class<?>[] autoConfigurations() {
		return autoConfigurationNames().stream()
			.map((name) -> ClassUtils.resolveClassName(name, Rooms.class.getClassLoader()))
			.toArray(Class<?>[]::new);
	}

	/**
	 * Returns the properties that open the rooms which are closed unless somebody asks.
	 */
	static String[] opened() {
		Class<?> flags = ClassUtils.resolveClassName("io.breaker.spring.autoconfigure.Flag",
				Rooms.class.getClassLoader());
		Method property = ReflectionUtils.findMethod(flags, "property");
		ReflectionUtils.makeAccessible(Objects.requireNonNull(property));
		return Arrays.stream(flags.getEnumConstants())
			.map((flag) -> String.valueOf(ReflectionUtils.invokeMethod(property, flag)))
			.filter((name) -> name.endsWith(".enabled"))
			.map((name) -> name + "=true")
			.toArray(String[]::new);
	}

	static JavaClasses mainClasses() {
		return new ClassFileImporter().importPath(place(CircuitBreaker.class));
	}

	static JavaClasses testClasses() {
		return new ClassFileImporter().importPath(place(Rooms.class));
	}

	private static Path place(Class<?> type) {
		try {
			return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
		}
		catch (URISyntaxException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
