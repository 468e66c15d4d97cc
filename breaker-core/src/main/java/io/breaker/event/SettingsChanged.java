package io.breaker.event;

import java.time.Instant;
import java.util.List;

import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;

/**
 * The settings of a living breaker changed. State, samples and totals stayed.
 *
 * @param breaker the name of the breaker
 * @param at when
 * @param before the settings until then
 * @param after the settings from then on
 * @param intervention who changed them
 * @since 0.1.0
 */
public record SettingsChanged(String breaker, Instant at, BreakerSettings before, BreakerSettings after,
		Intervention intervention) implements BreakerEvent {

	/**
	 * Returns what changed, in words such as {@code failure-rate: 50% -> 40%}.
	 * @return one line per setting
	 */
	public List<String> changes() {
		return this.after.differencesTo(this.before)
			.stream()
			.map((setting) -> setting.key() + ": " + this.before.text(setting) + " -> " + this.after.text(setting))
			.toList();
	}

}
