package io.breaker.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that a user can decide about a breaker: its key, the values it takes, and
 * what holds where nobody decides. The settings of the machine stand in {@link Settings};
 * integrations may define their own.
 *
 * @param <T> the Java type of the values
 * @since 0.1.0
 */
public final class Setting<T> {

	/**
	 * The word that switches an optional setting off.
	 */
	public static final String OFF = "off";

	private final String key;

	private final SettingType<T> type;

	private final @Nullable T standard;

	private Setting(String key, SettingType<T> type, @Nullable T standard) {
		this.key = key;
		this.type = type;
		this.standard = standard;
	}

	/**
	 * Creates a setting with a default.
	 * @param <T> the Java type of the values
	 * @param key the key, in kebab case
	 * @param type the values it takes
	 * @param standard what holds where nobody decides
	 * @return the setting
	 */
	public static <T> Setting<T> of(String key, SettingType<T> type, T standard) {
		return new Setting<>(key, type, standard);
	}

	/**
	 * Creates a setting that is off where nobody decides, and that {@code off} switches
	 * off again.
	 * @param <T> the Java type of the values
	 * @param key the key, in kebab case
	 * @param type the values it takes
	 * @return the setting
	 */
	public static <T> Setting<T> optional(String key, SettingType<T> type) {
		return new Setting<>(key, type, null);
	}

	/**
	 * Returns the key, as it stands in configuration.
	 * @return the key, in kebab case
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Returns the values it takes.
	 * @return the type
	 */
	public SettingType<T> type() {
		return this.type;
	}

	/**
	 * Returns what holds where nobody decides.
	 * @return the default, {@code null} where the setting is off
	 */
	public @Nullable T standard() {
		return this.standard;
	}

	/**
	 * Writes a value as it is written in configuration.
	 * @param value a value of this setting, {@code null} for off
	 * @return the text
	 */
	public String write(@Nullable T value) {
		return (value != null) ? this.type.write(value) : OFF;
	}

	/**
	 * Reads a value as it is written in configuration.
	 * @param path the whole key, for the message
	 * @param text what was written
	 * @return the value, {@code null} for off
	 * @throws InvalidSettingException if the text is no value of this setting
	 */
	public @Nullable T read(String path, String text) {
		if (this.standard == null && OFF.equalsIgnoreCase(text.trim())) {
			return null;
		}
		return this.type.read(path, text);
	}

	void check(String path, @Nullable Object value) {
		if (value != null || this.standard != null) {
			this.type.check(path, value);
		}
	}

	@SuppressWarnings("unchecked")
	@Nullable T cast(@Nullable Object value) {
		return (T) value;
	}

	@Override
	public String toString() {
		return this.key;
	}

}
