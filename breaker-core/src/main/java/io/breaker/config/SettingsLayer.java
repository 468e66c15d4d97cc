package io.breaker.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * What one place decides: some settings, and the template it inherits the rest from.
 *
 * @since 0.1.0
 */
public final class SettingsLayer {

	private final Origin origin;

	private final @Nullable String template;

	private final Map<Setting<?>, @Nullable Object> values;

	private final Map<Setting<?>, Origin> decidedElsewhere;

	SettingsLayer(Origin origin, @Nullable String template, Map<Setting<?>, @Nullable Object> values) {
		this(origin, template, values, Map.of());
	}

	SettingsLayer(Origin origin, @Nullable String template, Map<Setting<?>, @Nullable Object> values,
			Map<Setting<?>, Origin> decidedElsewhere) {
		this.origin = origin;
		this.template = template;
		this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
		this.decidedElsewhere = Map.copyOf(decidedElsewhere);
	}

	/**
	 * Returns the place that decides.
	 * @return the origin of every value here for which nobody else is named
	 */
	public Origin origin() {
		return this.origin;
	}

	/**
	 * Returns who decided about a setting.
	 * @param setting a setting with a value here
	 * @return this place, or who was named instead
	 */
	public Origin origin(Setting<?> setting) {
		return this.decidedElsewhere.getOrDefault(setting, this.origin);
	}

	/**
	 * Returns the template that the rest is inherited from.
	 * @return its name, {@code null} for none
	 */
	public @Nullable String template() {
		return this.template;
	}

	/**
	 * Returns what is decided here.
	 * @return the values by setting; a {@code null} value switches the setting off
	 */
	public Map<Setting<?>, @Nullable Object> values() {
		return this.values;
	}

}
