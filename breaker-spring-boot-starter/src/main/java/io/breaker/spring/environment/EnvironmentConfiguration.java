package io.breaker.spring.environment;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.core.env.Environment;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerConfigurationBuilder;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.Setting;
import io.breaker.spring.BreakerConfigurationSource;
import io.breaker.spring.BreakerCustomizer;
import io.breaker.spring.SpringSettings;

/**
 * Reads {@code breaker.defaults}, {@code breaker.templates} and {@code breaker.instances}
 * from an environment, and asks every customizer. Checks nothing that the builder of the
 * core checks, and says of each refusal where the value was written.
 *
 * @since 0.1.0
 */
public final class EnvironmentConfiguration implements BreakerConfigurationSource {

	private final Environment environment;

	private final List<Setting<?>> flags;

	private final Supplier<? extends Collection<String>> used;

	private final Supplier<? extends Iterable<BreakerCustomizer>> customizers;

	private @Nullable WrittenConfiguration written;

	private @Nullable BreakerConfiguration configuration;

	/**
	 * Creates the source.
	 * @param environment where to read
	 * @param flags the settings that stand right under {@code breaker}
	 * @param used the breakers that code uses; environment variables can mean them
	 * @param customizers decide after the environment, in this order
	 */
	public EnvironmentConfiguration(Environment environment, Collection<? extends Setting<?>> flags,
			Supplier<? extends Collection<String>> used, Supplier<? extends Iterable<BreakerCustomizer>> customizers) {
		this.environment = environment;
		this.flags = List.copyOf(flags);
		this.used = used;
		this.customizers = customizers;
	}

	/**
	 * Returns the breakers that an environment names, whatever else is wrong with it.
	 * @param environment where to read
	 * @return exact names; patterns are left out
	 */
	public static Set<String> names(Environment environment) {
		return Set.copyOf(WrittenConfiguration.names(environment, SpringSettings.all(), List.of()));
	}

	@Override
	public synchronized BreakerConfiguration read() {
		WrittenConfiguration now = WrittenConfiguration.read(this.environment, SpringSettings.all(), this.flags,
				this.used);
		BreakerConfiguration configuration = this.configuration;
		if (configuration == null || !now.saysTheSameAs(this.written)) {
			configuration = build(now);
			this.configuration = configuration;
		}
		this.written = now;
		return configuration;
	}

	private BreakerConfiguration build(WrittenConfiguration written) {
		BreakerConfigurationBuilder builder = new BreakerConfigurationBuilder(SpringSettings.all());
		written.decide(builder);
		builder.decidedBy(io.breaker.config.Origin.CODE);
		this.customizers.get().forEach((customizer) -> ask(customizer, builder));
		try {
			return builder.build();
		}
		catch (InvalidSettingException ex) {
			throw located(ex, written.origins());
		}
	}

	private static void ask(BreakerCustomizer customizer, BreakerConfigurationBuilder builder) {
		try {
			customizer.customize(builder);
		}
		catch (InvalidSettingException ex) {
			throw new LocatedSettingException(ex, new CodeOrigin(customizer.getClass().getName()));
		}
	}

	/**
	 * Finds out where the values were written that cannot stand together.
	 */
	private static LocatedSettingException located(InvalidSettingException ex, Map<String, Origin> origins) {
		Map<String, Origin> others = new LinkedHashMap<>();
		origins.forEach((key, origin) -> {
			if (!key.equals(ex.key()) && ex.requirement().contains("'" + key + "'")) {
				others.put(key, origin);
			}
		});
		return new LocatedSettingException(ex, origins.get(ex.key()), others);
	}

	@Override
	public synchronized @Nullable Origin origin(String key) {
		return (this.written != null) ? this.written.origins().get(key) : null;
	}

	/**
	 * A place in the code of the application.
	 *
	 * @param customizer the name of a class
	 */
	private record CodeOrigin(String customizer) implements Origin {

		@Override
		public String toString() {
			return "BreakerCustomizer " + this.customizer;
		}

	}

}
