package io.breaker.spring.autoconfigure;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.core.env.Environment;

import io.breaker.config.Setting;
import io.breaker.config.SettingType;
import io.breaker.spring.aop.BreakerAdvisor;
import io.breaker.spring.environment.EnvironmentValue;

/**
 * The keys right under {@code breaker} that decide about the application as a whole, with
 * the values they take and their defaults. A key that is neither here nor a section of
 * breakers is refused.
 */
enum Flag {

	ENABLED(onOff("enabled", true)),

	STRICT(onOff("strict", true)),

	ASPECT_ORDER(number("aspect-order", Integer.MIN_VALUE, Integer.MAX_VALUE, BreakerAdvisor.DEFAULT_ORDER)),

	ASPECT_MODE(Setting.of("aspect-mode", SettingType.word(AspectMode.class), AspectMode.PROXY)),

	EVENTS_CAPACITY(number("events.capacity", 1, 100_000, 1_000)),

	METRICS_TIMER(onOff("metrics.timer", false)),

	METRICS_MAX_BREAKERS(number("metrics.max-breakers", 0, 1_000_000, 1_000)),

	OBSERVATIONS_ENABLED(onOff("observations.enabled", false)),

	DASHBOARD_ENABLED(onOff("dashboard.enabled", false)),

	FAULTS_ENABLED(onOff("faults.enabled", false));

	@SuppressWarnings("ImmutableEnumChecker")
	private final Setting<?> setting;

	Flag(Setting<?> setting) {
		this.setting = setting;
	}

	private static Setting<Boolean> onOff(String key, boolean standard) {
		return Setting.of(key, SettingType.of(Boolean.class, "be true or false", Flag::truth, (value) -> true,
				String::valueOf, List.of("true", "false")), standard);
	}

	/**
	 * Reads the two words that conditions of Spring Boot understand as well.
	 */
	private static @Nullable Boolean truth(String text) {
		return switch (text.strip().toLowerCase(Locale.ROOT)) {
			case "true" -> Boolean.TRUE;
			case "false" -> Boolean.FALSE;
			default -> null;
		};
	}

	private static Setting<Integer> number(String key, int least, int most, int standard) {
		return Setting.of(key, SettingType.count(least, most), standard);
	}

	/**
	 * Returns the key below {@code breaker}.
	 */
	String key() {
		return this.setting.key();
	}

	/**
	 * Returns the whole key.
	 */
	String property() {
		return "breaker." + key();
	}

	/**
	 * Reads the value. What was written is refused unless it is one.
	 * @param type the type of the value
	 */
	<T> T read(Environment environment, Class<T> type) {
		return type.cast(EnvironmentValue.read(environment, this.setting));
	}

	static List<String> keys() {
		return Arrays.stream(values()).map(Flag::key).toList();
	}

	static List<Setting<?>> settings() {
		return Arrays.stream(values()).<Setting<?>>map((flag) -> flag.setting).toList();
	}

}
