package io.breaker.spring.aop;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.spring.BreakerConfigurationSource;
import io.breaker.spring.UsedBreakers;

/**
 * Looks at the whole application once all beans are there: says in one line what is
 * guarded, and refuses what is configured or annotated in vain.
 *
 * @since 0.1.0
 */
public final class GuardReport implements SmartInitializingSingleton {

	private static final Log LOGGER = LogFactory.getLog(GuardReport.class);

	/**
	 * How many breakers are named in the line of the log.
	 */
	private static final int MOST_NAMED = 100;

	private final ConfigurableListableBeanFactory beans;

	private final GuardedMethods methods;

	private final BreakerRegistry registry;

	private final BreakerConfigurationSource source;

	private final boolean strict;

	private final boolean whole;

	/**
	 * Creates the report on a whole application.
	 * @param beans all beans
	 * @param methods the guarded methods
	 * @param registry holds the breakers
	 * @param source tells where something was configured
	 * @param strict whether what is in vain keeps the application from starting
	 */
	public GuardReport(ConfigurableListableBeanFactory beans, GuardedMethods methods, BreakerRegistry registry,
			BreakerConfigurationSource source, boolean strict) {
		this(beans, methods, registry, source, strict, true);
	}

	private GuardReport(ConfigurableListableBeanFactory beans, GuardedMethods methods, BreakerRegistry registry,
			BreakerConfigurationSource source, boolean strict, boolean whole) {
		this.beans = beans;
		this.methods = methods;
		this.registry = registry;
		this.source = source;
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
		return new GuardReport(beans, methods, registry, registry::configuration, false, false);
	}

	@Override
	public void afterSingletonsInstantiated() {
		new BeanInspection(this.beans, this.methods).inspect().forEach(LOGGER::warn);
		Collection<GuardedMethod> guarded = this.methods.all();
		Set<String> names = guarded.stream().map(GuardedMethod::breaker).collect(Collectors.toCollection(TreeSet::new));
		compareWithConfiguration();
		names.forEach(this.registry::breaker);
		warnOfRetries(guarded);
		BreakerConfiguration configuration = this.registry.configuration();
		long configured = names.stream().filter((name) -> configuration.instanceFor(name) != null).count();
		LOGGER.info("Guarding %d method%s with %d circuit breaker%s %s, %d of them configured".formatted(guarded.size(),
				(guarded.size() != 1) ? "s" : "", names.size(), (names.size() != 1) ? "s" : "", first(names),
				configured));
	}

	private static String first(Set<String> names) {
		return names.stream()
			.limit(MOST_NAMED)
			.collect(Collectors.joining(", ", "[", (names.size() > MOST_NAMED) ? ", …]" : "]"));
	}

	private void warnOfRetries(Collection<GuardedMethod> guarded) {
		RetryReport retries = new RetryReport(this.beans, this.registry);
		if (retries.applies()) {
			guarded.stream().map(retries::surprises).flatMap(List::stream).sorted().distinct().forEach(LOGGER::warn);
		}
	}

	private void compareWithConfiguration() {
		List<String> faults = faults(this.registry.configuration());
		if (faults.isEmpty()) {
			return;
		}
		if (this.strict) {
			throw new InvalidGuardException(String.join("\n", faults),
					"Correct the name or remove the configuration. Where both names are meant, configure both: an empty "
							+ "entry will do. Breakers that code asks for later are named by a bean of type "
							+ "UsedBreakers. Set 'breaker.strict' to false to be warned only.");
		}
		faults.forEach((fault) -> LOGGER.warn(fault + "."));
	}

	/**
	 * Tells what a configuration decides in vain.
	 * @param configuration the configuration
	 * @return one sentence each; none in a part of an application
	 */
	public List<String> faults(BreakerConfiguration configuration) {
		if (!this.whole) {
			return List.of();
		}
		List<String> used = this.beans.getBeanProvider(UsedBreakers.class)
			.stream()
			.flatMap((each) -> each.names().stream())
			.toList();
		return new ConfigurationCheck(configuration, this.methods.all(), used,
				(name) -> this.registry.find(name).isPresent(), this.source::origin)
			.faults();
	}

}
