package io.breaker.spring.aop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.NearestMatch;

/**
 * Holds the names that are configured against those that are used, and tells what is
 * configured in vain or probably misspelt. A pattern that matches nothing is no fault by
 * itself, since what it is for may have no name yet, but only where a name comes near.
 */
final class ConfigurationCheck {

	private final BreakerConfiguration configuration;

	private final Map<String, Supplier<String>> users = new LinkedHashMap<>();

	/**
	 * Names that somebody wrote by hand. Those of code may be made, as one for each
	 * tenant, and are alike then.
	 */
	private final Set<String> typed = new LinkedHashSet<>();

	private final Set<String> names = new TreeSet<>();

	private final Set<String> deciding = new HashSet<>();

	private final Predicate<String> exists;

	private final Function<String, @Nullable Object> origins;

	/**
	 * Creates the check.
	 * @param configuration what is configured
	 * @param guarded the methods that are guarded
	 * @param used names that are used elsewhere
	 * @param exists whether there is a breaker of a name already
	 * @param origins where a key was written
	 */
	ConfigurationCheck(BreakerConfiguration configuration, Collection<GuardedMethod> guarded, Collection<String> used,
			Predicate<String> exists, Function<String, @Nullable Object> origins) {
		this.configuration = configuration;
		this.exists = exists;
		this.origins = origins;
		for (GuardedMethod method : guarded) {
			this.names.add(method.breaker());
			if (method.named()) {
				this.users.putIfAbsent(method.breaker(), () -> method.describe() + " in " + method.type().getName());
			}
		}
		this.typed.addAll(this.users.keySet());
		used.forEach((name) -> this.users.putIfAbsent(name, () -> "code"));
		this.names.addAll(used);
		this.names.stream().map(configuration::instanceFor).filter(Objects::nonNull).forEach(this.deciding::add);
	}

	/**
	 * Returns what is probably wrong: exact names that nothing uses, and names that
	 * somebody wrote and that come near to a configured one.
	 */
	List<String> faults() {
		List<String> faults = new ArrayList<>();
		Set<String> explained = new TreeSet<>();
		NearestMatch exact = NearestMatch.among(exact());
		for (String instance : this.configuration.instances()) {
			String nearest = isUsed(instance) ? null : nearest(instance);
			if (nearest != null) {
				explained.add(nearest);
				faults.add(inVain(instance) + "; " + user(nearest) + " uses '" + nearest + "'");
			}
			else if (!isPattern(instance) && !isUsed(instance)) {
				faults.add(inVain(instance));
			}
		}
		this.typed.forEach((name) -> {
			String nearest = (this.configuration.instanceFor(name) == null && !explained.contains(name))
					? exact.to(name) : null;
			if (nearest != null) {
				faults.add(user(name) + " uses the circuit breaker '" + name + "', which is not configured, but "
						+ key(nearest) + " is");
			}
		});
		return faults;
	}

	private String inVain(String instance) {
		return key(instance) + " is configured, but nothing uses a circuit breaker of that name";
	}

	/**
	 * Returns the used name that comes nearest. A pattern is compared with as many
	 * letters of the beginning of a name as it has, or of its end.
	 */
	private @Nullable String nearest(String instance) {
		if (!isPattern(instance)) {
			return NearestMatch.of(instance, this.names);
		}
		String letters = instance.replace("*", "");
		return this.names.stream()
			.filter((name) -> name.length() >= letters.length() && !letters.isEmpty())
			.filter((name) -> NearestMatch.of(letters,
					List.of(instance.startsWith("*") ? name.substring(name.length() - letters.length())
							: name.substring(0, letters.length()))) != null)
			.findFirst()
			.orElse(null);
	}

	private boolean isUsed(String instance) {
		return this.exists.test(instance) || this.deciding.contains(instance);
	}

	private List<String> exact() {
		return this.configuration.instances().stream().filter((instance) -> !isPattern(instance)).toList();
	}

	private static boolean isPattern(String instance) {
		return instance.indexOf('*') >= 0;
	}

	private String key(String instance) {
		Object origin = this.origins.apply("breaker.instances." + instance);
		return "'breaker.instances." + instance + "'" + ((origin != null) ? " (" + origin + ")" : "");
	}

	private String user(String name) {
		return this.users.getOrDefault(name, () -> "a method").get();
	}

}
