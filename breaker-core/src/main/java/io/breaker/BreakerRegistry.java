package io.breaker;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.breaker.config.Alarm;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerName;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerCreated;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerRemoved;
import org.jspecify.annotations.Nullable;

/**
 * All breakers of an application, by name. A breaker is made on first use, from the
 * configuration that holds then. Safe for use by many threads.
 *
 * <pre>{@code
 * BreakerRegistry registry = BreakerRegistry.create();
 * Breaker breaker = registry.breaker("inventory");
 * Stock stock = breaker.call(() -> client.stock(sku));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class BreakerRegistry implements AutoCloseable {

	private static final System.Logger LOGGER = System.getLogger("io.breaker");

	private static final int MANY = 10_000;

	private final ConcurrentMap<String, Held> breakers = new ConcurrentHashMap<>();

	private final Roll roll = new Roll();

	private final AtomicInteger created = new AtomicInteger();

	private final TimeSource time;

	private final @Nullable Alarm alarm;

	private final Die die;

	private final Audience audience;

	private final List<BreakerDecorator> decorators;

	private volatile BreakerConfiguration configuration;

	BreakerRegistry(BreakerRegistryBuilder builder) {
		this.configuration = builder.configuration;
		this.time = builder.time;
		this.alarm = builder.alarm;
		this.die = (builder.die != null) ? builder.die : Die.of(this.time);
		this.audience = new Audience(null, this.time);
		this.decorators = List.copyOf(builder.decorators);
		builder.listeners.forEach(this.audience::add);
	}

	/**
	 * Returns a registry in which every breaker has the built-in settings.
	 * @return a new registry
	 */
	public static BreakerRegistry create() {
		return builder().build();
	}

	/**
	 * Starts a registry.
	 * @return a new builder
	 */
	public static BreakerRegistryBuilder builder() {
		return new BreakerRegistryBuilder();
	}

	/**
	 * Returns the breaker of a name, which is made if there is none.
	 * @param name 1 to 200 characters without {@code /} and control characters
	 * @return the breaker, the same until it is removed
	 * @throws InvalidSettingException if the name cannot be used
	 */
	public Breaker breaker(String name) {
		Held held = (name != null) ? this.breakers.get(name) : null;
		return (held != null) ? held.shown : make(BreakerName.check("name", name));
	}

	private Breaker make(String name) {
		BreakerConfiguration configuration = this.configuration;
		Machine machine = new Machine(name, configuration.settingsFor(name), this.time, this.alarm, this.die,
				new Audience(this.audience, this.time));
		DefaultBreaker breaker = new DefaultBreaker(machine);
		Breaker shown = decorated(breaker);
		Held earlier = this.roll.change(() -> this.breakers.putIfAbsent(name, new Held(breaker, shown)));
		if (earlier != null) {
			return earlier.shown;
		}
		machine.begin(new BreakerCreated(name, this.time.now()));
		if (configuration != this.configuration) {
			breaker.change((present) -> settings(name, present), Intervention.by("registry"));
		}
		warnOfMany(this.created.incrementAndGet());
		return shown;
	}

	private Breaker decorated(Breaker plain) {
		Breaker breaker = plain;
		for (BreakerDecorator decorator : this.decorators) {
			try {
				breaker = Objects.requireNonNull(decorator.decorate(breaker), "it returned null");
			}
			catch (RuntimeException | LinkageError ex) {
				new Complaint("Decorator " + decorator.getClass().getName(), this.time).about(ex);
			}
		}
		return breaker;
	}

	private void warnOfMany(int created) {
		if (created >= MANY && created % MANY == 0) {
			LOGGER.log(System.Logger.Level.WARNING, "{0} circuit breakers were created and {1} are in use; names that "
					+ "are made from data, such as identifiers, never end", created, this.breakers.size());
		}
	}

	/**
	 * Returns the breaker of a name without making one.
	 * @param name any text
	 * @return the breaker, empty if there is none
	 */
	public Optional<Breaker> find(String name) {
		return Optional.ofNullable(this.breakers.get(name)).map(Held::shown);
	}

	/**
	 * Returns all breakers.
	 * @return the breakers there are now, by name
	 */
	public List<Breaker> all() {
		return this.roll.read(() -> this.breakers.values().stream().map(Held::shown));
	}

	/**
	 * Removes a breaker: its listeners and what it had planned go with it. Who still
	 * holds it can go on calling it; the registry makes a new one for the name.
	 * @param name any text
	 * @return whether there was one
	 */
	public boolean remove(String name) {
		Held held = this.roll.change(() -> this.breakers.remove(name));
		if (held == null) {
			return false;
		}
		held.plain.machine().end(new BreakerRemoved(name, this.time.now()));
		return true;
	}

	/**
	 * Returns the configuration that holds now.
	 * @return the configuration
	 */
	public BreakerConfiguration configuration() {
		return this.configuration;
	}

	/**
	 * Changes the configuration, and with it every living breaker. State, samples and
	 * totals stay. What operators decided ({@link io.breaker.config.Origin#isActuator()})
	 * stays on top, unless it cannot stand together with the new configuration; settings
	 * that were changed on a single breaker in another way are forgotten. Nothing changes
	 * where the intervention has an end.
	 * @param configuration the new configuration
	 * @param intervention who and why, without an end
	 */
	public void reconfigure(BreakerConfiguration configuration, Intervention intervention) {
		DefaultBreaker.refuseEnd(intervention);
		this.configuration = configuration;
		this.breakers.forEach((name, held) -> held.plain.change((present) -> settings(name, present), intervention));
	}

	/**
	 * Reads the configuration after the present settings were read: whoever is faster in
	 * the end applies the newest one.
	 */
	private BreakerSettings settings(String name, BreakerSettings present) {
		BreakerConfiguration configuration = this.configuration;
		try {
			return configuration.settingsFor(name, present.layers((setting, origin) -> origin.isActuator()));
		}
		catch (InvalidSettingException ex) {
			return configuration.settingsFor(name);
		}
	}

	/**
	 * Lets every breaker do what is due, so that what observers see is true to time.
	 */
	public void look() {
		this.breakers.values().forEach((held) -> held.plain.machine().look());
	}

	/**
	 * Adds a listener to all breakers, present and future. Adding it a second time does
	 * nothing.
	 * @param listener the listener
	 */
	public void addListener(BreakerListener listener) {
		this.audience.add(listener);
	}

	/**
	 * Removes a listener. Nothing is told to it any more.
	 * @param listener the listener
	 * @return whether it was there
	 */
	public boolean removeListener(BreakerListener listener) {
		return this.audience.remove(listener);
	}

	/**
	 * Removes all breakers and all listeners.
	 */
	@Override
	public void close() {
		this.breakers.keySet().forEach(this::remove);
		this.audience.close();
	}

	/**
	 * A breaker of this registry.
	 *
	 * @param plain the breaker itself
	 * @param shown the breaker as it is handed out
	 */
	private record Held(DefaultBreaker plain, Breaker shown) {
	}

}
