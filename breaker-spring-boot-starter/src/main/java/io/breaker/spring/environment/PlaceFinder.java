package io.breaker.spring.environment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.breaker.config.InvalidSettingException;
import io.breaker.config.NearestMatch;
import io.breaker.config.Setting;

/**
 * Finds out what a property decides about, and refuses one that decides about nothing.
 * The last part of its name is the key of a setting; what stands between the section and
 * the key is the name, dots and all.
 */
final class PlaceFinder {

	static final String TEMPLATE = "template";

	private static final int NAME = 2;

	private final Map<String, String> keys = new LinkedHashMap<>();

	private final Map<String, Setting<?>> flags = new LinkedHashMap<>();

	/**
	 * Creates the finder.
	 * @param known the settings of breakers
	 * @param flags the settings right under the root
	 */
	PlaceFinder(Collection<? extends Setting<?>> known, Collection<? extends Setting<?>> flags) {
		this.keys.put(TEMPLATE, TEMPLATE);
		known.forEach((setting) -> this.keys.put(PropertyPath.uniform(setting.key()), setting.key()));
		flags.forEach((flag) -> this.flags.put(PropertyPath.uniform(flag.key()), flag));
	}

	/**
	 * Finds a setting right under the root.
	 */
	@Nullable Setting<?> flag(WrittenProperty property) {
		PropertyPath path = property.path();
		for (Map.Entry<String, Setting<?>> flag : this.flags.entrySet()) {
			String key = property.variable() ? flag.getKey().replace(".", "") : flag.getKey();
			String written = path.join(1, path.size(), property.variable() ? "" : ".");
			if (path.index() == PropertyPath.NO_INDEX && PropertyPath.uniform(written).equals(key)) {
				return flag.getValue();
			}
		}
		return null;
	}

	/**
	 * Finds the place.
	 * @param property a property that is no flag
	 * @param names how breakers and templates are called that environment variables can
	 * mean
	 * @return the place, {@code null} where nothing is decided
	 */
	@Nullable Place find(WrittenProperty property, KnownNames names) {
		PropertyPath path = property.path();
		Section section = (path.size() > 1) ? Section.of(path.element(1)) : null;
		if (section == null) {
			return (path.size() > 1) ? refuseUnlessForeign(property) : refuseUnlessEmpty(property);
		}
		if (path.size() == NAME) {
			return refuseUnlessEmpty(property);
		}
		if (!section.isNamed()) {
			return new Place(section, "", key(property, NAME));
		}
		return (path.size() == NAME + 1) ? declared(section, property, names) : named(section, property, names);
	}

	private Place named(Section section, WrittenProperty property, KnownNames names) {
		PropertyPath path = property.path();
		int last = path.size() - 1;
		int start = property.variable() ? NAME + 1 : last;
		while (start < last && !this.keys.containsKey(uniform(property, start))) {
			start++;
		}
		boolean unknown = !this.keys.containsKey(uniform(property, start));
		if (unknown && property.isEmpty() && NearestMatch.of(path.element(last), this.keys.values()) == null) {
			return declared(section, property, names);
		}
		return new Place(section, name(section, property, start, names), key(property, start));
	}

	/**
	 * A name without settings says that such a breaker or template is meant to be.
	 */
	private static Place declared(Section section, WrittenProperty property, KnownNames names) {
		refuseUnlessEmpty(property);
		return new Place(section, name(section, property, property.path().size(), names), "");
	}

	private static String name(Section section, WrittenProperty property, int end, KnownNames names) {
		PropertyPath path = property.path();
		return property.variable() ? names.meant(section, path.join(NAME, end, "-")) : path.join(NAME, end, ".");
	}

	private String key(WrittenProperty property, int start) {
		String written = property.path().join(start, property.path().size(), property.variable() ? "-" : ".");
		return this.keys.getOrDefault(uniform(property, start), written);
	}

	private static String uniform(WrittenProperty property, int start) {
		PropertyPath path = property.path();
		return PropertyPath.uniform(path.join(start, path.size(), property.variable() ? "" : "."));
	}

	private static @Nullable Place refuseUnlessEmpty(WrittenProperty property) {
		if (property.path().index() != PropertyPath.NO_INDEX || !property.isEmpty()) {
			throw refusal(property, "have keys below it", property.text(), null);
		}
		return null;
	}

	/**
	 * Refuses a key that nobody knows. An environment variable may belong to somebody
	 * else, such as {@code BREAKER_SERVICE_HOST} in a cluster with a service of that
	 * name, and is refused only where it is nearly one of ours.
	 */
	private @Nullable Place refuseUnlessForeign(WrittenProperty property) {
		Set<String> known = new LinkedHashSet<>(Section.keys());
		this.flags.values().forEach((flag) -> known.add(flag.key()));
		String written = property.path().join(1, property.path().size(), ".");
		String nearest = NearestMatch.of(written, known);
		if (nearest == null) {
			nearest = NearestMatch.of(property.path().element(1), known);
		}
		if (property.variable() && nearest == null) {
			return null;
		}
		throw refusal(property, "be a known key (" + String.join(", ", known) + ")", written, nearest);
	}

	private static LocatedSettingException refusal(WrittenProperty property, String requirement, String value,
			@Nullable String nearest) {
		return new LocatedSettingException(new InvalidSettingException(property.name(), requirement, value, nearest),
				property.origin());
	}

}
