package io.breaker.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Real YAML text, read as Spring Boot reads it, so that every value knows file, line and
 * column.
 */
public final class YamlSources {

	private YamlSources() {
	}

	/**
	 * Returns an environment of nothing but YAML files.
	 * @param texts the files, the one that wins first
	 * @return the environment
	 */
	public static ConfigurableEnvironment environment(String... texts) {
		StandardEnvironment environment = new StandardEnvironment() {

			@Override
			protected void customizePropertySources(MutablePropertySources sources) {
				// Nothing of the machine.
			}

		};
		int number = texts.length;
		for (String text : texts) {
			String name = (--number == 0) ? "application.yml" : "application-" + number + ".yml";
			load(name, text).forEach(environment.getPropertySources()::addLast);
		}
		return environment;
	}

	/**
	 * Reads a file.
	 * @param name the name of the file
	 * @param text what stands in it
	 * @return a source for each document
	 */
	public static List<PropertySource<?>> load(String name, String text) {
		try {
			return new YamlPropertySourceLoader().load(name, new File(name, text));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Adds environment variables in front of everything else.
	 * @param environment where to add them
	 * @param variables the variables
	 * @return the same environment
	 */
	public static ConfigurableEnvironment with(ConfigurableEnvironment environment, Map<String, Object> variables) {
		environment.getPropertySources()
			.addFirst(new SystemEnvironmentPropertySource(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME,
					variables));
		return environment;
	}

	/**
	 * Skips a test on Spring Boot 4.0, which drops entries of YAML that are empty.
	 */
	public static void assumeEmptyEntriesAreKept() {
		assumeThat(SpringBootVersion.getVersion()).as("the version of Spring Boot").doesNotStartWith("4.0.");
	}

	/**
	 * A file that is not on a disk.
	 */
	private static final class File extends ByteArrayResource {

		private final String name;

		File(String name, String text) {
			super(text.getBytes(StandardCharsets.UTF_8), name);
			this.name = name;
		}

		@Override
		public String getFilename() {
			return this.name;
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
