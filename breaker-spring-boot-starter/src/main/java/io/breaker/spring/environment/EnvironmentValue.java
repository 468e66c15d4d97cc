package io.breaker.spring.environment;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

import io.breaker.config.InvalidSettingException;
import io.breaker.config.Setting;

/**
 * Reads a single value that stands right under {@code breaker}.
 *
 * @since 0.1.0
 */
public final class EnvironmentValue {

	private EnvironmentValue() {
	}

	/**
	 * Reads a value.
	 * @param <T> the type of the value
	 * @param environment where to read
	 * @param setting what to read; its key is the one below {@code breaker}
	 * @return the value, the default where none was written
	 * @throws LocatedSettingException if what was written is no value of this setting
	 */
	public static <T> T read(Environment environment, Setting<T> setting) {
		String key = PropertyPath.ROOT + "." + setting.key();
		ConfigurationProperty property = find(environment, ConfigurationPropertyName.of(key));
		T value = (property != null) ? parse(setting, text(environment, key, property.getValue(), property.getOrigin()),
				property.getOrigin()) : setting.standard();
		if (value == null) {
			throw new IllegalStateException("'" + key + "' must have a default");
		}
		return value;
	}

	private static @Nullable ConfigurationProperty find(Environment environment, ConfigurationPropertyName name) {
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(environment)) {
			ConfigurationProperty property = source.getConfigurationProperty(name);
			if (property != null) {
				return property;
			}
		}
		return null;
	}

	static <T> @Nullable T parse(Setting<T> setting, String text, @Nullable Origin origin) {
		try {
			return setting.read(PropertyPath.ROOT + "." + setting.key(), text);
		}
		catch (InvalidSettingException ex) {
			throw new LocatedSettingException(ex, origin);
		}
	}

	/**
	 * Resolves placeholders. One that nobody resolves stays as it is, and is refused as a
	 * value; one that leads back to itself is refused here.
	 */
	static String text(Environment environment, String key, Object value, @Nullable Origin origin) {
		String text = String.valueOf(value);
		try {
			return environment.resolvePlaceholders(text);
		}
		catch (IllegalArgumentException ex) {
			throw new LocatedSettingException(
					new InvalidSettingException(key, "have placeholders that can be resolved", text, null), origin);
		}
	}

}
