package io.breaker.spring.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.Lease;
import io.breaker.config.Origin;
import io.breaker.config.Setting;
import io.breaker.config.SettingsLayer;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerRemoved;
import io.breaker.spring.request.Order;

/**
 * What operators tune while the application runs: values over the configured ones, until
 * their time is over, somebody drops them, or the application ends. Safe for use by many
 * threads.
 *
 * @since 0.1.0
 */
public final class Tuning implements AutoCloseable {

	/*
	 * 1. Tuned values live in the settings of the breaker, nowhere else. Each has an
	 * origin that says who tuned it, why and until when. So they change together with the
	 * settings, in one compare-and-set, and a new configuration finds them there.
	 *
	 * 2. A change is made from the settings that hold at that moment and the
	 * configuration that is read after them. Whoever loses the race makes it again: two
	 * operators lose nothing, and nobody waits.
	 *
	 * 3. What is over is taken away by the alarm, and by every look at a breaker. Where
	 * what is left cannot stand without it, all of it goes: tuned values never keep a
	 * breaker from its configuration.
	 */

	private static final Log LOGGER = LogFactory.getLog(Tuning.class);

	private final BreakerRegistry registry;

	private final TimeSource time;

	private final Alarm alarm;

	private final ConcurrentMap<String, Runnable> alarms = new ConcurrentHashMap<>();

	private final BreakerListener listener = new BreakerListener() {
		@Override
		public void onEvent(BreakerEvent event) {
			if (event instanceof BreakerRemoved) {
				cancel(event.breaker());
			}
		}
	};

	/**
	 * Creates the tuning of a registry.
	 * @param registry holds the breakers
	 * @param time tells when something is over
	 * @param alarm wakes when something is over
	 */
	public Tuning(BreakerRegistry registry, TimeSource time, Alarm alarm) {
		this.registry = registry;
		this.time = time;
		this.alarm = alarm;
		registry.addListener(this.listener);
	}

	/**
	 * Tunes a breaker: all of an order or nothing.
	 * @param order the values by key; {@code null} and {@code configured} drop a value
	 * @param actor who wants it
	 * @return what became of each setting
	 * @throws InvalidSettingException if a key, a value or the combination cannot be
	 */
	TuningDescriptor tune(Breaker breaker, Order order, String actor) {
		Lease lease = Lease.begin(order.by(actor), this.time);
		Wanted wanted = Wanted.of(order, breaker.settings().settings(), lease);
		AtomicReference<@Nullable BreakerSettings> before = new AtomicReference<>();
		AtomicReference<@Nullable BreakerSettings> after = new AtomicReference<>();
		breaker.change((present) -> {
			BreakerSettings changed = settings(breaker.name(), present, wanted);
			before.set(present);
			after.set(changed);
			return changed;
		}, Intervention.by(actor).because(order.reason()));
		setAlarm(breaker.name());
		return new TuningDescriptor(
				breaker.name(), TuningDescriptor.changes(Objects.requireNonNull(before.get()),
						Objects.requireNonNull(after.get()), wanted.asked()),
				actor, order.reason().isEmpty() ? null : order.reason(), lease.until());
	}

	private BreakerSettings settings(String name, BreakerSettings present, Wanted wanted) {
		long now = this.time.nanoTime();
		List<SettingsLayer> layers = new ArrayList<>(List.of(wanted.layer()));
		layers.addAll(present
			.layers((setting, origin) -> keeps(origin, now) && !(origin.isActuator() && wanted.drops(setting))));
		return this.registry.configuration().settingsFor(name, layers);
	}

	/**
	 * Takes away from every breaker what is over.
	 */
	void look() {
		this.alarms.keySet().forEach(this::look);
	}

	private void look(String name) {
		Breaker breaker = this.registry.find(name).orElse(null);
		long now = this.time.nanoTime();
		List<SettingsLayer> over = (breaker != null)
				? breaker.settings().layers((setting, origin) -> remaining(origin, now) <= 0) : List.of();
		if (breaker != null && !over.isEmpty()) {
			breaker.change((present) -> rest(name, present, now), Intervention.by("actuator").because(words(over)));
		}
		setAlarm(name);
	}

	private BreakerSettings rest(String name, BreakerSettings present, long now) {
		try {
			return this.registry.configuration()
				.settingsFor(name, present.layers((setting, origin) -> keeps(origin, now)));
		}
		catch (InvalidSettingException ex) {
			return this.registry.configuration().settingsFor(name);
		}
	}

	private static String words(List<SettingsLayer> over) {
		return over.stream()
			.map((layer) -> layer.values().keySet().stream().map(Setting::key).collect(Collectors.joining(", "))
					+ by(layer.origin()))
			.collect(Collectors.joining("; ", "the time is over of ", ""));
	}

	private static String by(Origin origin) {
		Lease lease = origin.lease();
		return (lease != null) ? ", tuned by " + lease.actor() : "";
	}

	/**
	 * Tells what stays on top of the configuration: what is tuned, and what was changed
	 * in code on this breaker alone.
	 */
	private static boolean keeps(Origin origin, long now) {
		return origin.equals(Origin.CODE) || (origin.isActuator() && remaining(origin, now) > 0);
	}

	private static long remaining(Origin origin, long now) {
		Lease lease = origin.lease();
		return (lease != null) ? lease.remaining(now) : Long.MAX_VALUE;
	}

	/**
	 * Has a breaker looked at when the next of its tuned values is over. One without
	 * tuned values is forgotten.
	 */
	private void setAlarm(String name) {
		this.alarms.compute(name, (key, before) -> {
			if (before != null) {
				before.run();
			}
			long now = this.time.nanoTime();
			LongSummaryStatistics remaining = this.registry.find(name)
				.map((breaker) -> breaker.settings().layers((setting, origin) -> origin.isActuator()))
				.orElse(List.of())
				.stream()
				.mapToLong((layer) -> remaining(layer.origin(), now))
				.summaryStatistics();
			return (remaining.getCount() > 0) ? alarm(name, remaining.getMin()) : null;
		});
	}

	private Runnable alarm(String name, long nanos) {
		if (nanos == Long.MAX_VALUE) {
			return Tuning::nothing;
		}
		try {
			return this.alarm.after(Duration.ofNanos(Math.max(0, nanos)), () -> look(name));
		}
		catch (RuntimeException ex) {
			LOGGER.warn("No alarm for the tuned values of circuit breaker '" + name + "', the next look finds out", ex);
			return Tuning::nothing;
		}
	}

	private static void nothing() {
		// There is no alarm to cancel.
	}

	private void cancel(String name) {
		Runnable alarm = this.alarms.remove(name);
		if (alarm != null) {
			alarm.run();
		}
	}

	@Override
	public void close() {
		this.registry.removeListener(this.listener);
		this.alarms.keySet().forEach(this::cancel);
	}

}
