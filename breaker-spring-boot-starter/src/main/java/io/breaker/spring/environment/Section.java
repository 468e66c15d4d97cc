package io.breaker.spring.environment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * The parts of the configuration that decide about breakers.
 */
enum Section {

	DEFAULTS, TEMPLATES, INSTANCES;

	String key() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * Tells whether names stand below it, and keys below those.
	 */
	boolean isNamed() {
		return this != DEFAULTS;
	}

	static @Nullable Section of(String written) {
		return Arrays.stream(values())
			.filter((section) -> section.key().equals(PropertyPath.uniform(written)))
			.findFirst()
			.orElse(null);
	}

	static List<String> keys() {
		return Arrays.stream(values()).map(Section::key).toList();
	}

}
