package io.breaker.spring.refresh;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.cloud.context.environment.EnvironmentChangeEvent;
import org.springframework.context.ApplicationListener;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.spring.BreakerConfigurationSource;

/**
 * Reads the configuration again when the environment changed, and applies it to the
 * living breakers as a whole or not at all. State, samples and totals stay. What cannot
 * be is logged as it would be said at start.
 *
 * @since 0.1.0
 */
public final class BreakerRefresh implements ApplicationListener<EnvironmentChangeEvent> {

	private static final Log LOGGER = LogFactory.getLog(BreakerRefresh.class);

	private final BreakerConfigurationSource source;

	private final BreakerRegistry registry;

	private final Function<BreakerConfiguration, List<String>> faults;

	private BreakerConfiguration applied;

	/**
	 * Creates the listener.
	 * @param source gives the configuration
	 * @param registry holds the breakers
	 * @param applied the configuration the registry was made with
	 * @param faults tells what a configuration decides in vain
	 */
	public BreakerRefresh(BreakerConfigurationSource source, BreakerRegistry registry, BreakerConfiguration applied,
			Function<BreakerConfiguration, List<String>> faults) {
		this.source = source;
		this.registry = registry;
		this.applied = applied;
		this.faults = faults;
	}

	@Override
	public synchronized void onApplicationEvent(EnvironmentChangeEvent event) {
		BreakerConfiguration next = read();
		if (next == null || next == this.applied) {
			return;
		}
		if (this.registry.configuration() != this.applied) {
			LOGGER.warn("The environment changed, but the circuit breakers keep the configuration that the "
					+ "application gave them by itself");
			return;
		}
		Map<String, BreakerSettings> before = this.registry.all()
			.stream()
			.collect(Collectors.toMap(Breaker::name, Breaker::settings));
		this.registry.reconfigure(next, Intervention.by("refresh").because("the environment changed"));
		this.applied = next;
		before.forEach((name, settings) -> this.registry.find(name)
			.ifPresent((breaker) -> report(name, settings, breaker.settings())));
		this.faults.apply(next).forEach((fault) -> LOGGER.warn(fault + "."));
	}

	private @Nullable BreakerConfiguration read() {
		try {
			return this.source.read();
		}
		catch (RuntimeException ex) {
			LOGGER.error("The circuit breakers stay as they are, since the changed environment cannot be used: "
					+ ex.getMessage());
			return null;
		}
	}

	private static void report(String name, BreakerSettings before, BreakerSettings after) {
		String changes = after.differencesTo(before)
			.stream()
			.filter((setting) -> !before.text(setting).equals(after.text(setting)))
			.map((setting) -> setting.key() + ": " + before.text(setting) + " -> " + after.text(setting))
			.collect(Collectors.joining(", "));
		if (!changes.isEmpty()) {
			LOGGER.info("Circuit breaker '" + name + "' follows the changed environment: " + changes);
		}
	}

}
