package io.breaker.spring.aop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.NearestMatch;

/**
 * Looks at the whole application once all beans are there: says in one line what is
 * guarded, and refuses what is configured or annotated in vain.
 *
 * @since 0.1.0
 */
public final class GuardReport implements SmartInitializingSingleton {

	private static final Log LOGGER = LogFactory.getLog(GuardReport.class);

	private final ConfigurableListableBeanFactory beans;

	private final GuardedMethods methods;

	private final BreakerRegistry registry;

	private final boolean strict;

	private final boolean whole;

	/**
	 * Creates the report on a whole application.
	 * @param beans all beans
	 * @param methods the guarded methods
	 * @param registry holds the breakers
	 * @param strict whether what is in vain keeps the application from starting
	 */
	public GuardReport(ConfigurableListableBeanFactory beans, GuardedMethods methods, BreakerRegistry registry,
			boolean strict) {
		this(beans, methods, registry, strict, true);
	}

	private GuardReport(ConfigurableListableBeanFactory beans, GuardedMethods methods, BreakerRegistry registry,
			boolean strict, boolean whole) {
		this.beans = beans;
		this.methods = methods;
		this.registry = registry;
		this.strict = strict;
		this.whole = whole;
	}

	/**
	 * Creates the report on a part of an application, in which what is configured may
	 * belong to another part.
	 * @param beans all beans
	 * @param methods the guarded methods
	 * @param registry holds the breakers
	 * @return the report
	 */
	public static GuardReport ofPart(ConfigurableListableBeanFactory beans, GuardedMethods methods,
			BreakerRegistry registry) {
		return new GuardReport(beans, methods, registry, false, false);
	}

	@Override
	public void afterSingletonsInstantiated() {
		new BeanInspection(this.beans, this.methods).inspect().forEach(LOGGER::warn);
		Collection<GuardedMethod> guarded = this.methods.all();
		Set<String> names = guarded.stream().map(GuardedMethod::breaker).collect(Collectors.toCollection(TreeSet::new));
		if (this.whole) {
			compareWithConfiguration(names);
		}
		names.forEach(this.registry::breaker);
		warnOfRetries(guarded);
		BreakerConfiguration configuration = this.registry.configuration();
		long configured = names.stream().filter((name) -> configuration.instanceFor(name) != null).count();
		LOGGER.info("Guarding %d method%s with %d circuit breaker%s %s, %d of them configured".formatted(guarded.size(),
				(guarded.size() != 1) ? "s" : "", names.size(), (names.size() != 1) ? "s" : "", names, configured));
	}

	private void warnOfRetries(Collection<GuardedMethod> guarded) {
		RetryReport retries = new RetryReport(this.beans, this.registry);
		if (retries.applies()) {
			guarded.stream().map(retries::surprises).flatMap(List::stream).sorted().distinct().forEach(LOGGER::warn);
		}
	}

	private void compareWithConfiguration(Set<String> names) {
		BreakerConfiguration configuration = this.registry.configuration();
		List<String> faults = new ArrayList<>();
		for (String instance : configuration.instances()) {
			boolean used = names.stream().anyMatch((name) -> instance.equals(configuration.instanceFor(name)));
			if (!used && this.registry.find(instance).isEmpty()) {
				faults.add(unused(instance, names));
			}
		}
		if (faults.isEmpty()) {
			return;
		}
		if (this.strict) {
			throw new InvalidGuardException(String.join("\n", faults),
					"Correct the name, remove the configuration, or set 'breaker.strict' to false to be warned only.");
		}
		faults.forEach(LOGGER::warn);
	}

	private static String unused(String instance, Set<String> names) {
		String nearest = NearestMatch.of(instance, names);
		return "'breaker.instances." + instance + "' is configured, but no method uses a breaker of that name"
				+ hint(nearest) + ".";
	}

	private static String hint(@Nullable String nearest) {
		return (nearest != null) ? "; there is one called '" + nearest + "'" : "";
	}

}
