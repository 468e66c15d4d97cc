package io.breaker.spring.environment;

import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * The names that an environment variable can mean: it carries neither dashes nor small
 * letters, so {@code PAYMENTAPI} and {@code PAYMENT_API} mean {@code payment-api} where
 * somebody uses that name.
 */
final class KnownNames {

	private final Map<Section, Set<String>> written = new EnumMap<>(Section.class);

	private final Supplier<? extends Collection<String>> used;

	/**
	 * Creates the names.
	 * @param used the breakers that code uses; asked only when no configured name fits
	 */
	KnownNames(Supplier<? extends Collection<String>> used) {
		this.used = used;
	}

	void add(Place place) {
		if (place.section().isNamed() && place.name().indexOf('*') < 0) {
			this.written.computeIfAbsent(place.section(), (section) -> new LinkedHashSet<>()).add(place.name());
		}
	}

	Set<String> written(Section section) {
		return this.written.getOrDefault(section, Set.of());
	}

	/**
	 * Returns the name that is meant.
	 * @param variable the name as the variable carries it, with dashes between its parts
	 * @return the name, the same if nobody uses one that is alike
	 */
	String meant(Section section, String variable) {
		String configured = find(variable, written(section));
		if (configured == null && section == Section.INSTANCES) {
			configured = find(variable, this.used.get());
		}
		return (configured != null) ? configured : variable;
	}

	private static @Nullable String find(String variable, Collection<String> names) {
		return names.contains(variable) ? variable
				: names.stream()
					.filter((name) -> letters(name).equals(letters(variable)))
					.sorted()
					.findFirst()
					.orElse(null);
	}

	private static String letters(String name) {
		return name.replaceAll("[^\\p{L}\\p{N}]", "").toLowerCase(Locale.ROOT);
	}

}
