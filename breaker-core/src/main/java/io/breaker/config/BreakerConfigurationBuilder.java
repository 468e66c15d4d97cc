package io.breaker.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Collects a {@link BreakerConfiguration}. Deciding twice about the same name adds to
 * what was decided before. Not safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class BreakerConfigurationBuilder {

	private final List<Setting<?>> known;

	private final SettingsBuilder builtIn;

	private final SettingsBuilder defaults;

	private final Map<String, SettingsBuilder> templates = new LinkedHashMap<>();

	private final Map<String, SettingsBuilder> instances = new LinkedHashMap<>();

	private @Nullable Origin decider;

	/**
	 * Creates a builder.
	 * @param known the settings that can be set by key
	 */
	public BreakerConfigurationBuilder(Collection<? extends Setting<?>> known) {
		this.known = new ArrayList<>(known);
		this.builtIn = new SettingsBuilder(Origin.BUILT_IN, this.known);
		this.defaults = new SettingsBuilder(Origin.DEFAULTS, this.known);
	}

	/**
	 * Decides what holds where nobody decides. For integrations; users decide about the
	 * {@link #defaults}.
	 * @param decide sets what shall differ from the settings of the machine
	 * @return this builder
	 */
	public BreakerConfigurationBuilder builtIn(Consumer<SettingsBuilder> decide) {
		decide.accept(this.builtIn);
		return this;
	}

	/**
	 * Names who decides from now on, so that people find the values that follow: they are
	 * not where the name of the breaker leads to.
	 * @param decider the origin of the values that follow, such as {@link Origin#CODE}
	 * @return this builder
	 */
	public BreakerConfigurationBuilder decidedBy(Origin decider) {
		this.decider = decider;
		return this;
	}

	/**
	 * Decides what holds for all breakers.
	 * @param decide sets what shall differ from what is built in
	 * @return this builder
	 */
	public BreakerConfigurationBuilder defaults(Consumer<SettingsBuilder> decide) {
		decide(this.defaults, decide);
		return this;
	}

	/**
	 * Decides what those inherit that name this template.
	 * @param name the name of the template
	 * @param decide sets what shall differ from the defaults
	 * @return this builder
	 */
	public BreakerConfigurationBuilder template(String name, Consumer<SettingsBuilder> decide) {
		BreakerName.check("breaker.templates." + name, name);
		decide(this.templates.computeIfAbsent(name, (key) -> new SettingsBuilder(Origin.template(key), this.known)),
				decide);
		return this;
	}

	/**
	 * Decides about one breaker, or about all whose names match a pattern.
	 * @param name the exact name, or a pattern in which {@code *} stands for any
	 * characters
	 * @param decide sets what shall differ from the template and the defaults
	 * @return this builder
	 */
	public BreakerConfigurationBuilder instance(String name, Consumer<SettingsBuilder> decide) {
		BreakerName.check("breaker.instances." + name, name);
		decide(this.instances.computeIfAbsent(name, (key) -> new SettingsBuilder(Origin.instance(key), this.known)),
				decide);
		return this;
	}

	private void decide(SettingsBuilder settings, Consumer<SettingsBuilder> decide) {
		settings.draft.decidedBy(this.decider);
		decide.accept(settings);
	}

	/**
	 * Builds the configuration.
	 * @return the configuration, which later calls on this builder do not change
	 * @throws InvalidSettingException if a combination cannot be, or a template is
	 * unknown or leads back to itself
	 */
	public BreakerConfiguration build() {
		return new BreakerConfiguration(builtIn(), this.defaults.layer(), layers(this.templates),
				layers(this.instances));
	}

	/**
	 * Returns what holds where nobody decides, with the settings of integrations, so that
	 * they are listed beside those of the machine.
	 */
	private SettingsLayer builtIn() {
		Map<Setting<?>, @Nullable Object> values = new LinkedHashMap<>();
		this.known.forEach((setting) -> values.put(setting, setting.standard()));
		values.putAll(this.builtIn.layer().values());
		return new SettingsLayer(Origin.BUILT_IN, null, values);
	}

	private static Map<String, SettingsLayer> layers(Map<String, SettingsBuilder> builders) {
		Map<String, SettingsLayer> layers = new LinkedHashMap<>();
		builders.forEach((name, builder) -> layers.put(name, builder.layer()));
		return layers;
	}

}
