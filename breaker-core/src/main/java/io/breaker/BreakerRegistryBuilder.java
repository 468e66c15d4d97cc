package io.breaker;

import java.util.ArrayList;
import java.util.List;

import io.breaker.config.Alarm;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerListener;
import org.jspecify.annotations.Nullable;

/**
 * Collects what a {@link BreakerRegistry} works with. Not safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class BreakerRegistryBuilder {

	final List<BreakerListener> listeners = new ArrayList<>();

	final List<BreakerDecorator> decorators = new ArrayList<>();

	BreakerConfiguration configuration = BreakerConfiguration.empty();

	TimeSource time = TimeSource.system();

	@Nullable Alarm alarm;

	@Nullable Die die;

	BreakerRegistryBuilder() {
	}

	/**
	 * Sets the configuration. Without it every breaker has the built-in settings.
	 * @param configuration the configuration
	 * @return this builder
	 */
	public BreakerRegistryBuilder configuration(BreakerConfiguration configuration) {
		this.configuration = configuration;
		return this;
	}

	/**
	 * Sets where all breakers read time. Without it they read the clocks of the machine.
	 * @param time the time source
	 * @return this builder
	 */
	public BreakerRegistryBuilder timeSource(TimeSource time) {
		this.time = time;
		return this;
	}

	/**
	 * Sets what wakes a breaker when something falls due. Without it the next call or the
	 * next look finds out.
	 * @param alarm the alarm
	 * @return this builder
	 */
	public BreakerRegistryBuilder alarm(Alarm alarm) {
		this.alarm = alarm;
		return this;
	}

	/**
	 * Adds a listener to all breakers.
	 * @param listener the listener
	 * @return this builder
	 */
	public BreakerRegistryBuilder listener(BreakerListener listener) {
		this.listeners.add(listener);
		return this;
	}

	/**
	 * Adds something to put around every breaker. Of several the first is the innermost.
	 * @param decorator the decorator
	 * @return this builder
	 */
	public BreakerRegistryBuilder decorator(BreakerDecorator decorator) {
		this.decorators.add(decorator);
		return this;
	}

	BreakerRegistryBuilder die(Die die) {
		this.die = die;
		return this;
	}

	/**
	 * Builds the registry.
	 * @return a new registry
	 */
	public BreakerRegistry build() {
		return new BreakerRegistry(this);
	}

}
