package io.breaker.spring.environment;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

import io.breaker.config.BreakerConfigurationBuilder;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.Setting;

/**
 * What an environment says about breakers at one moment: a value for each place. For each
 * place the nearest source wins.
 */
final class WrittenConfiguration {

	private final Map<Place, String> values = new LinkedHashMap<>();

	private final Map<Place, WrittenValue> written = new LinkedHashMap<>();

	private final Map<String, Origin> origins = new LinkedHashMap<>();

	private final Set<Setting<?>> flags = new HashSet<>();

	private WrittenConfiguration() {
	}

	/**
	 * Reads an environment.
	 * @param used the breakers that code uses
	 * @throws LocatedSettingException if a key or the value of a flag cannot be
	 */
	static WrittenConfiguration read(Environment environment, Collection<? extends Setting<?>> known,
			Collection<? extends Setting<?>> flags, Supplier<? extends Collection<String>> used) {
		List<List<WrittenProperty>> sources = WrittenProperties.of(environment);
		PlaceFinder finder = new PlaceFinder(known, flags);
		KnownNames names = names(sources, finder, new KnownNames(used));
		WrittenConfiguration configuration = new WrittenConfiguration();
		for (List<WrittenProperty> source : sources) {
			configuration.add(source, environment, finder, names);
		}
		configuration.written.forEach((place, value) -> configuration.values.put(place,
				value.text(place, writable(place, setting(place, known), value),
						(text) -> EnvironmentValue.text(environment, place.path(), text, value.first().origin()))));
		return configuration;
	}

	/**
	 * Returns the breakers that an environment names, whatever else is wrong with it.
	 */
	static Set<String> names(Environment environment, Collection<? extends Setting<?>> known,
			Collection<? extends Setting<?>> flags) {
		PlaceFinder finder = new PlaceFinder(known, flags);
		return names(WrittenProperties.of(environment), finder, new KnownNames(Set::of)).written(Section.INSTANCES);
	}

	private static KnownNames names(List<List<WrittenProperty>> sources, PlaceFinder finder, KnownNames names) {
		for (List<WrittenProperty> source : sources) {
			for (WrittenProperty property : source) {
				Place place = property.variable() ? null : place(property, finder, names);
				if (place != null) {
					names.add(place);
				}
			}
		}
		return names;
	}

	/**
	 * Returns the place of a property, {@code null} for one that will be refused when it
	 * is read for good.
	 */
	private static @Nullable Place place(WrittenProperty property, PlaceFinder finder, KnownNames names) {
		try {
			return (finder.flag(property) == null) ? finder.find(property, names) : null;
		}
		catch (LocatedSettingException ex) {
			return null;
		}
	}

	private void add(List<WrittenProperty> source, Environment environment, PlaceFinder finder, KnownNames names) {
		Map<Place, WrittenValue> ofSource = new LinkedHashMap<>();
		for (WrittenProperty property : source) {
			Setting<?> flag = finder.flag(property);
			if (flag != null && this.flags.add(flag)) {
				EnvironmentValue.parse(flag,
						EnvironmentValue.text(environment, property.name(), property.value(), property.origin()),
						property.origin());
			}
			Place place = (flag == null) ? finder.find(property, names) : null;
			if (place != null) {
				ofSource.computeIfAbsent(place, (key) -> new WrittenValue()).add(place, property);
				locate(place, property.origin());
			}
		}
		ofSource.forEach(this.written::putIfAbsent);
	}

	private void locate(Place place, @Nullable Origin origin) {
		if (origin != null) {
			this.origins.putIfAbsent(place.path(), origin);
			this.origins.putIfAbsent(place.owner(), origin);
		}
	}

	private static @Nullable Setting<?> setting(Place place, Collection<? extends Setting<?>> known) {
		return known.stream().filter((setting) -> setting.key().equals(place.key())).findFirst().orElse(null);
	}

	/**
	 * Refuses a setting that is a function.
	 */
	private static @Nullable Setting<?> writable(Place place, @Nullable Setting<?> setting, WrittenValue value) {
		if (setting != null && setting.type().isInCodeOnly()) {
			throw new LocatedSettingException(
					new InvalidSettingException(place.path(), setting.type().requirement(), value.first().text(), null),
					value.first().origin());
		}
		return setting;
	}

	/**
	 * Hands everything to the builder of the core, which checks it.
	 * @throws LocatedSettingException if it is refused
	 */
	void decide(BreakerConfigurationBuilder builder) {
		this.values.forEach((place, text) -> {
			try {
				decide(builder, place, text);
			}
			catch (InvalidSettingException ex) {
				WrittenValue value = this.written.get(place);
				throw new LocatedSettingException(ex, (value != null) ? value.origin(ex.value()) : null);
			}
		});
	}

	private static void decide(BreakerConfigurationBuilder builder, Place place, String text) {
		switch (place.section()) {
			case DEFAULTS -> builder.defaults((settings) -> settings.set(place.key(), text));
			case TEMPLATES -> builder.template(place.name(), (settings) -> {
				if (!place.key().isEmpty()) {
					settings.set(place.key(), text);
				}
			});
			case INSTANCES -> builder.instance(place.name(), (settings) -> {
				if (!place.key().isEmpty()) {
					settings.set(place.key(), text);
				}
			});
		}
	}

	Map<String, Origin> origins() {
		return this.origins;
	}

	/**
	 * Tells whether the same is written here as there, wherever it stands.
	 */
	boolean saysTheSameAs(@Nullable WrittenConfiguration other) {
		return other != null && this.values.equals(other.values);
	}

}
