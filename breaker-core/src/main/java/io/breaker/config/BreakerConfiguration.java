package io.breaker.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * Everything that was decided before the first call: the defaults, the templates, and the
 * instances, which are exact names or patterns. Immutable; equality is identity.
 * <p>
 * For each key the instance wins, then its template and that template's own, then the
 * defaults, then what is built in. For a breaker an exact name wins, then the longest
 * pattern. {@code *} in a pattern stands for any characters.
 *
 * @since 0.1.0
 */
public final class BreakerConfiguration {

	/**
	 * How many templates a message lists.
	 */
	private static final int MOST_NAMED = 20;

	private final SettingsLayer builtIn;

	private final SettingsLayer defaults;

	private final Map<String, SettingsLayer> templates;

	private final Map<String, SettingsLayer> instances;

	private final List<NamePattern> patterns;

	/**
	 * Shared by all breakers that an instance decides about: they need most of the memory
	 * of a breaker.
	 */
	private final Map<String, BreakerSettings> settings = new HashMap<>();

	private final BreakerSettings settingsOfOthers;

	BreakerConfiguration(SettingsLayer builtIn, SettingsLayer defaults, Map<String, SettingsLayer> templates,
			Map<String, SettingsLayer> instances) {
		this.builtIn = builtIn;
		this.defaults = defaults;
		this.templates = Collections.unmodifiableMap(new LinkedHashMap<>(templates));
		this.instances = Collections.unmodifiableMap(new LinkedHashMap<>(instances));
		this.patterns = instances.keySet()
			.stream()
			.filter(NamePattern::isPattern)
			.map(NamePattern::new)
			.sorted()
			.toList();
		templates.values().forEach(this::chain);
		instances.forEach((name, layer) -> this.settings.put(name, BreakerSettings.merge(chain(layer))));
		this.settingsOfOthers = BreakerSettings.merge(chain(defaults));
	}

	/**
	 * Starts a configuration.
	 * @return a new builder
	 */
	public static BreakerConfigurationBuilder builder() {
		return new BreakerConfigurationBuilder(Settings.all());
	}

	/**
	 * Returns a configuration that decides nothing.
	 * @return the configuration behind {@link BreakerSettings#builtIn()}
	 */
	public static BreakerConfiguration empty() {
		return builder().build();
	}

	/**
	 * Returns the settings of a breaker.
	 * @param name the name of the breaker
	 * @return its settings
	 */
	public BreakerSettings settingsFor(String name) {
		String instance = instanceFor(name);
		return (instance != null) ? this.settings.getOrDefault(instance, this.settingsOfOthers) : this.settingsOfOthers;
	}

	/**
	 * Returns the settings of a breaker, with something on top.
	 * @param name the name of the breaker
	 * @param nearestFirst what wins over everything configured, the layer that wins first
	 * @return its settings
	 * @throws InvalidSettingException if the combination cannot be
	 */
	public BreakerSettings settingsFor(String name, List<SettingsLayer> nearestFirst) {
		if (nearestFirst.isEmpty()) {
			return settingsFor(name);
		}
		String instance = instanceFor(name);
		SettingsLayer layer = (instance != null) ? this.instances.get(instance) : null;
		List<SettingsLayer> layers = new ArrayList<>(nearestFirst);
		layers.addAll(chain((layer != null) ? layer : this.defaults));
		return BreakerSettings.merge(layers);
	}

	/**
	 * Tells which instance decides about a breaker.
	 * @param name the name of the breaker
	 * @return the exact name or the pattern, {@code null} where only defaults hold
	 */
	public @Nullable String instanceFor(String name) {
		if (this.instances.containsKey(name)) {
			return name;
		}
		return this.patterns.stream()
			.filter((pattern) -> pattern.matches(name))
			.map(NamePattern::text)
			.findFirst()
			.orElse(null);
	}

	/**
	 * Returns the instances.
	 * @return exact names and patterns, in the order in which they were given
	 */
	public Set<String> instances() {
		return this.instances.keySet();
	}

	/**
	 * Returns the templates.
	 * @return their names, in the order in which they were given
	 */
	public Set<String> templates() {
		return this.templates.keySet();
	}

	/**
	 * Follows a layer through its templates to the defaults and their templates.
	 */
	private List<SettingsLayer> chain(SettingsLayer layer) {
		List<SettingsLayer> chain = new ArrayList<>(inherited(layer));
		if (layer != this.defaults) {
			inherited(this.defaults).stream().filter((each) -> !chain.contains(each)).forEach(chain::add);
		}
		chain.add(this.builtIn);
		return chain;
	}

	private String known() {
		return this.templates.isEmpty() ? "there is none"
				: this.templates.keySet()
					.stream()
					.limit(MOST_NAMED)
					.collect(Collectors.joining(", ", "", (this.templates.size() > MOST_NAMED) ? ", …" : ""));
	}

	private Set<SettingsLayer> inherited(SettingsLayer layer) {
		Set<SettingsLayer> chain = new LinkedHashSet<>(List.of(layer));
		SettingsLayer child = layer;
		while (child.template() != null) {
			String name = child.template();
			SettingsLayer parent = this.templates.get(name);
			String key = child.origin().path("template");
			if (parent == null) {
				throw new InvalidSettingException(key, "name a template (" + known() + ")", name,
						NearestMatch.of(name, this.templates.keySet()));
			}
			if (!chain.add(parent)) {
				throw new InvalidSettingException(key,
						"name a template that does not inherit from '" + child.origin() + "' itself", name, null);
			}
			child = parent;
		}
		return chain;
	}

}
