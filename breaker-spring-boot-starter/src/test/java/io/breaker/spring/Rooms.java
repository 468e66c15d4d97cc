package io.breaker.spring;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.util.ClassUtils;

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

	static Class<?>[] autoConfigurations() {
		return autoConfigurationNames().stream()
			.map((name) -> ClassUtils.resolveClassName(name, Rooms.class.getClassLoader()))
			.toArray(Class<?>[]::new);
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
