package io.breaker.spring.actuate;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import io.breaker.config.InvalidSettingException;
import io.breaker.config.Lease;
import io.breaker.config.Origin;
import io.breaker.config.Setting;
import io.breaker.config.SettingsBuilder;
import io.breaker.config.SettingsLayer;
import io.breaker.spring.request.Order;

/**
 * What an operator wants of the settings of a breaker.
 *
 * @param layer the values that shall hold
 * @param dropped the settings whose tuned values shall go
 * @param dropsAll whether all tuned values shall go
 */
record Wanted(SettingsLayer layer, Set<Setting<?>> dropped, boolean dropsAll) {

	/**
	 * The key that stands for all settings, to drop what was tuned.
	 */
	static final String ALL = "all";

	/**
	 * The value that drops what was tuned, as {@code null} does.
	 */
	private static final String CONFIGURED = "configured";

	/**
	 * Reads the values of an order.
	 * @param known the settings that can be tuned
	 * @param lease who wants it and for how long
	 * @throws InvalidSettingException if a value cannot be, or nothing is wanted
	 */
	static Wanted of(Order order, Collection<Setting<?>> known, Lease lease) {
		SettingsBuilder builder = new SettingsBuilder(Origin.actuator(lease), known);
		Set<Setting<?>> dropped = new LinkedHashSet<>();
		order.values().forEach((key, value) -> {
			if (key.equals(ALL)) {
				refuseValue(value);
			}
			else if (isDrop(value)) {
				known.stream().filter((each) -> each.key().equals(key)).forEach(dropped::add);
			}
			else if (value != null) {
				builder.set(key, value);
			}
		});
		Wanted wanted = new Wanted(builder.layer(), dropped, order.values().containsKey(ALL));
		if (wanted.layer.values().isEmpty()) {
			order.refuseEnd("only a value can have an end");
		}
		if (order.values().isEmpty()) {
			throw new InvalidSettingException("settings", "name at least one setting, such as failure-rate,", "", null);
		}
		return wanted;
	}

	private static void refuseValue(@Nullable String value) {
		if (!isDrop(value)) {
			throw new InvalidSettingException(ALL, "be '" + CONFIGURED + "' or null, to drop what was tuned,", value,
					null);
		}
	}

	private static boolean isDrop(@Nullable String value) {
		return value == null || value.strip().equalsIgnoreCase(CONFIGURED);
	}

	boolean drops(Setting<?> setting) {
		return this.dropsAll || this.dropped.contains(setting);
	}

	/**
	 * Returns the settings that were named.
	 */
	Set<Setting<?>> asked() {
		Set<Setting<?>> asked = new LinkedHashSet<>(this.layer.values().keySet());
		asked.addAll(this.dropped);
		return asked;
	}

}
