package io.breaker.spring.autoconfigure;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

import io.breaker.config.BreakerConfigurationBuilder;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.NearestMatch;
import io.breaker.config.Setting;

/**
 * Reads what the environment decides about breakers: {@code breaker.defaults},
 * {@code breaker.templates} and {@code breaker.instances}. Checks nothing that the
 * builder of the core checks, and says of each refusal where the value was written.
 */
final class ConfiguredBreakers {

	private static final ConfigurationPropertyName ROOT = ConfigurationPropertyName.of("breaker");

	private static final List<String> SECTIONS = List.of("defaults", "templates", "instances");

	private final Environment environment;

	private final Collection<Setting<?>> known;

	/**
	 * Creates the reader.
	 * @param known the settings that can be set by key
	 */
	ConfiguredBreakers(Environment environment, Collection<Setting<?>> known) {
		this.environment = environment;
		this.known = known;
	}

	BreakerConfigurationBuilder read() {
		BreakerConfigurationBuilder builder = new BreakerConfigurationBuilder(this.known);
		Map<ConfigurationPropertyName, @Nullable Origin> written = written();
		Map<List<String>, List<ConfigurationPropertyName>> values = new LinkedHashMap<>();
		for (ConfigurationPropertyName name : written.keySet()) {
			String section = name.getElement(1, Form.UNIFORM);
			if (SECTIONS.contains(section)) {
				values.computeIfAbsent(place(name, section), (key) -> new ArrayList<>()).add(name);
			}
			else if (!isFlag(name)) {
				throw located(unknown(name), written.get(name));
			}
		}
		values.forEach((place, names) -> decide(builder, place, names, written));
		return builder;
	}

	private static boolean isFlag(ConfigurationPropertyName name) {
		return Flag.keys().stream().anyMatch((key) -> ROOT.append(key).equals(name));
	}

	private InvalidSettingException unknown(ConfigurationPropertyName name) {
		Set<String> keys = new LinkedHashSet<>(SECTIONS);
		keys.addAll(Flag.keys());
		String written = name.subName(1).toString();
		String nearest = NearestMatch.of(written, keys);
		return new InvalidSettingException(name.toString(), "be a known key (" + String.join(", ", keys) + ")", written,
				(nearest != null) ? nearest : NearestMatch.of(name.getElement(1, Form.ORIGINAL), keys));
	}

	/**
	 * Returns section, name and key, such as {@code instances}, {@code inventory},
	 * {@code failurerate}.
	 */
	private static List<String> place(ConfigurationPropertyName name, String section) {
		boolean named = !section.equals("defaults");
		int key = named ? 3 : 2;
		if (name.getNumberOfElements() <= key) {
			throw new InvalidSettingException(name.toString(), "have keys below it", "a plain value", null);
		}
		return List.of(section, named ? name.getElement(2, Form.ORIGINAL) : "", name.getElement(key, Form.DASHED));
	}

	private void decide(BreakerConfigurationBuilder builder, List<String> place, List<ConfigurationPropertyName> names,
			Map<ConfigurationPropertyName, @Nullable Origin> written) {
		String key = key(place.get(2));
		String text = text(names);
		try {
			switch (place.get(0)) {
				case "defaults" -> builder.defaults((settings) -> settings.set(key, text));
				case "templates" -> builder.template(place.get(1), (settings) -> settings.set(key, text));
				default -> builder.instance(place.get(1), (settings) -> settings.set(key, text));
			}
		}
		catch (InvalidSettingException ex) {
			throw located(ex, written.get(names.get(0)));
		}
	}

	/**
	 * Finds the key that was meant, however it was written: {@code failureRate},
	 * {@code failure_rate} and {@code FAILURERATE} are {@code failure-rate}.
	 */
	private String key(String written) {
		return this.known.stream()
			.map(Setting::key)
			.filter((key) -> uniform(key).equals(uniform(written)))
			.findFirst()
			.orElse(written);
	}

	private static String uniform(String key) {
		return key.replaceAll("[-_]", "").toLowerCase(Locale.ROOT);
	}

	private String text(List<ConfigurationPropertyName> names) {
		Binder binder = Binder.get(this.environment);
		Map<String, String> values = new TreeMap<>();
		for (ConfigurationPropertyName name : names) {
			values.put("%08d".formatted(index(name)), binder.bind(name, Bindable.of(String.class)).orElse(""));
		}
		return String.join(",", values.values());
	}

	private static int index(ConfigurationPropertyName name) {
		return name.isLastElementIndexed() && name.getLastElement(Form.ORIGINAL).matches("\\d{1,7}")
				? Integer.parseInt(name.getLastElement(Form.ORIGINAL)) : 0;
	}

	private Map<ConfigurationPropertyName, @Nullable Origin> written() {
		Map<ConfigurationPropertyName, @Nullable Origin> written = new LinkedHashMap<>();
		for (ConfigurationPropertySource source : ConfigurationPropertySources.get(this.environment)) {
			if (source instanceof IterableConfigurationPropertySource iterable) {
				iterable.stream().filter(ROOT::isAncestorOf).forEach((name) -> {
					ConfigurationProperty property = source.getConfigurationProperty(name);
					written.putIfAbsent(name, Origin.from(property));
				});
			}
		}
		return written;
	}

	private static LocatedSettingException located(InvalidSettingException ex, @Nullable Origin origin) {
		return new LocatedSettingException(ex, origin);
	}

}
