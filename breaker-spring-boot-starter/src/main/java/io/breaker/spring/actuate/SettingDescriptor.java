package io.breaker.spring.actuate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.breaker.config.BreakerSettings;
import io.breaker.config.Lease;
import io.breaker.config.Origin;
import io.breaker.config.Setting;

/**
 * The value of a setting, and where it came from.
 *
 * @param value the value, as it is written in configuration
 * @param origin {@code instances.inventory}, {@code templates.remote}, {@code defaults},
 * {@code built-in}, {@code code} or {@code actuator}
 * @param configured the value that returns, where an operator tuned it
 * @param actor who tuned it
 * @param reason why it was tuned
 * @param since when it was tuned
 * @param until when the configured value returns; absent where nobody said
 * @since 0.1.0
 */
public record SettingDescriptor(String value, String origin, @Nullable String configured, @Nullable String actor,
		@Nullable String reason, @Nullable Instant since, @Nullable Instant until) {

	/**
	 * Describes every setting.
	 * @param settings the settings that hold
	 * @param configured those that would hold if nobody had tuned anything
	 */
	static Map<String, SettingDescriptor> all(BreakerSettings settings, BreakerSettings configured) {
		Map<String, SettingDescriptor> all = new LinkedHashMap<>();
		settings.settings().forEach((setting) -> all.put(setting.key(), of(setting, settings, configured)));
		return all;
	}

	private static SettingDescriptor of(Setting<?> setting, BreakerSettings settings, BreakerSettings configured) {
		Origin origin = settings.origin(setting);
		Lease lease = origin.lease();
		String returns = origin.isActuator() ? configured.text(setting) : null;
		if (lease == null) {
			return new SettingDescriptor(settings.text(setting), origin.text(), returns, null, null, null, null);
		}
		return new SettingDescriptor(settings.text(setting), origin.text(), returns, lease.actor(),
				lease.reason().isEmpty() ? null : lease.reason(), lease.since(), lease.until());
	}

}
