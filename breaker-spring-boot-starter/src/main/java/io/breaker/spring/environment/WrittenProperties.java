package io.breaker.spring.environment;

import java.util.ArrayList;
import java.util.List;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.CompositePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Everything under {@code breaker} in an environment, source by source.
 * <p>
 * For maintainers: Boot's own view of a source drops characters from names that it cannot
 * carry, a star for one, and takes {@code payment-api} and {@code paymentapi} for the
 * same. Therefore names are read as they were written, except for environment variables,
 * where Boot knows prefixes and numbers.
 */
final class WrittenProperties {

	private WrittenProperties() {
	}

	/**
	 * Returns the properties of each source, the source that wins first.
	 */
	static List<List<WrittenProperty>> of(Environment environment) {
		List<List<WrittenProperty>> sources = new ArrayList<>();
		if (environment instanceof ConfigurableEnvironment configurable) {
			for (PropertySource<?> source : configurable.getPropertySources()) {
				if (!ConfigurationPropertySources.isAttachedConfigurationPropertySource(source)) {
					read(source, sources);
				}
			}
		}
		return sources;
	}

	private static void read(PropertySource<?> source, List<List<WrittenProperty>> sources) {
		if (source instanceof CompositePropertySource composite) {
			composite.getPropertySources().forEach((part) -> read(part, sources));
		}
		else if (source instanceof SystemEnvironmentPropertySource) {
			sources.add(variables(source));
		}
		else if (source instanceof EnumerablePropertySource<?> enumerable) {
			sources.add(properties(enumerable));
		}
	}

	private static List<WrittenProperty> properties(EnumerablePropertySource<?> source) {
		List<WrittenProperty> properties = new ArrayList<>();
		for (String name : source.getPropertyNames()) {
			if (name.regionMatches(true, 0, PropertyPath.ROOT, 0, PropertyPath.ROOT.length())) {
				PropertyPath path = PropertyPath.of(name);
				Object value = path.isOurs() ? source.getProperty(name) : null;
				if (value != null) {
					properties
						.add(new WrittenProperty(name, path, value, PropertySourceOrigin.get(source, name), false));
				}
			}
		}
		return properties;
	}

	private static List<WrittenProperty> variables(PropertySource<?> source) {
		List<WrittenProperty> properties = new ArrayList<>();
		for (ConfigurationPropertySource readable : ConfigurationPropertySources.from(List.of(source))) {
			if (readable instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream().distinct().forEach((name) -> {
					PropertyPath path = PropertyPath.of(name);
					ConfigurationProperty property = path.isOurs() ? readable.getConfigurationProperty(name) : null;
					if (property != null) {
						properties.add(new WrittenProperty(name.toString(), path, property.getValue(),
								property.getOrigin(), true));
					}
				});
			}
		}
		return properties;
	}

}
