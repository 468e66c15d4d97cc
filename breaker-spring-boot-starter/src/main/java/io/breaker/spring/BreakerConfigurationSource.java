package io.breaker.spring;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

import io.breaker.config.BreakerConfiguration;

/**
 * The door through which the configuration of the breakers comes: at start, and whenever
 * the environment changes. The standard one reads the environment and asks every
 * {@link BreakerCustomizer}. A bean of this type takes its place. Safe for use by many
 * threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BreakerConfigurationSource {

	/**
	 * Reads and checks the configuration as it stands now. Nothing is applied.
	 * @return the configuration; the same object as before where nothing was written
	 * differently
	 * @throws IllegalArgumentException if any of it cannot be; the message reads <i>'key'
	 * must … but was …</i> and names the place where it was written
	 */
	BreakerConfiguration read();

	/**
	 * Tells where something was written when the configuration was read last.
	 * @param key the whole key, such as {@code breaker.instances.inventory.window}, or of
	 * an instance or a template
	 * @return the place, {@code null} if it is not known
	 */
	default @Nullable Origin origin(String key) {
		return null;
	}

}
