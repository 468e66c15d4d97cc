package io.breaker.spring;

import java.util.ArrayList;
import java.util.List;

import io.breaker.config.Setting;
import io.breaker.config.SettingType;
import io.breaker.config.Settings;

/**
 * What a user of Spring can decide about a breaker beyond the machine. These keys are
 * known also where the technology behind them is absent, so that one configuration serves
 * every application.
 *
 * @since 0.1.0
 */
public final class SpringSettings {

	/** What the health of the application says of the breaker. */
	public static final Setting<HealthPolicy> HEALTH = Setting.of("health", SettingType.word(HealthPolicy.class),
			HealthPolicy.SHOW);

	/**
	 * Which HTTP statuses of Spring's client exceptions are failures. Of two ranges that
	 * hold a status the narrower one wins, and {@link #IGNORE_STATUS} where both are the
	 * same.
	 */
	public static final Setting<HttpStatuses> RECORD_STATUS = Setting.of("record-status", HttpStatuses.type(),
			HttpStatuses.of("5xx,429"));

	/** Which HTTP statuses of Spring's client exceptions are neutral. */
	public static final Setting<HttpStatuses> IGNORE_STATUS = Setting.of("ignore-status", HttpStatuses.type(),
			HttpStatuses.of("4xx"));

	private static final List<Setting<?>> ALL = all(Settings.all());

	private SpringSettings() {
	}

	private static List<Setting<?>> all(List<Setting<?>> machine) {
		List<Setting<?>> all = new ArrayList<>(machine);
		all.addAll(List.of(RECORD_STATUS, IGNORE_STATUS, HEALTH));
		return List.copyOf(all);
	}

	/**
	 * Returns all settings: those of the machine first, then those of Spring.
	 * @return the settings
	 */
	public static List<Setting<?>> all() {
		return ALL;
	}

}
