package io.breaker.config;

import java.time.Duration;
import java.util.Map;

import io.breaker.config.BreakerSettings.Decision;
import org.jspecify.annotations.Nullable;

/**
 * What settings have to do with each other: which combinations cannot be, and where a
 * built-in value makes room for one that somebody chose.
 */
final class Combinations {

	private Combinations() {
	}

	/**
	 * Moves a built-in value that would contradict a chosen one. A value that somebody
	 * chose is never moved.
	 */
	static void adaptBuiltIn(Map<Setting<?>, Decision> decisions) {
		Window window = chosen(decisions, Settings.WINDOW);
		if (window != null && window.time() == null) {
			move(decisions, Settings.MINIMUM_CALLS, Math.min(window.calls(), standard(Settings.MINIMUM_CALLS)));
		}
		raise(decisions, Settings.OPEN_FOR_MAX, Settings.OPEN_FOR);
		raise(decisions, Settings.RAMP_MAX, Settings.RAMP);
		lower(decisions, Settings.OPEN_FOR, Settings.OPEN_FOR_MAX);
		lower(decisions, Settings.RAMP, Settings.RAMP_MAX);
	}

	/**
	 * Refuses what cannot be.
	 * @param settings the settings
	 * @param place whose settings they are, in whose name code decides
	 */
	static void check(BreakerSettings settings, Origin place) {
		Window window = settings.get(Settings.WINDOW);
		if (window != null && window.time() == null) {
			int minimum = settings.require(Settings.MINIMUM_CALLS);
			refuse(settings, place, Settings.MINIMUM_CALLS, minimum > window.calls(),
					"be at most '" + path(settings, place, Settings.WINDOW) + "', " + window + " calls,");
		}
		refuse(settings, place, Settings.SLOW_CALL_RATE,
				settings.get(Settings.SLOW_CALL_RATE) != null
						&& (window == null || settings.get(Settings.SLOW_CALL) == null),
				"stand together with 'window' and 'slow-call'");
		refuse(settings, place, Settings.OPEN_FOR,
				settings.require(Settings.OPEN_FOR).compareTo(settings.require(Settings.OPEN_FOR_MAX)) > 0,
				"be at most '" + path(settings, place, Settings.OPEN_FOR_MAX) + "', "
						+ settings.text(Settings.OPEN_FOR_MAX) + ",");
		refuse(settings, place, Settings.RAMP,
				settings.require(Settings.RAMP).compareTo(settings.require(Settings.RAMP_MAX)) > 0, "be at most '"
						+ path(settings, place, Settings.RAMP_MAX) + "', " + settings.text(Settings.RAMP_MAX) + ",");
	}

	private static void refuse(BreakerSettings settings, Origin place, Setting<?> setting, boolean bad,
			String requirement) {
		if (bad) {
			throw new InvalidSettingException(path(settings, place, setting), requirement, settings.text(setting),
					null);
		}
	}

	private static String path(BreakerSettings settings, Origin place, Setting<?> setting) {
		Origin origin = settings.origin(setting);
		return (origin.equals(Origin.CODE) ? place : origin).path(setting.key());
	}

	private static void raise(Map<Setting<?>, Decision> decisions, Setting<Duration> moved, Setting<Duration> by) {
		Duration least = chosen(decisions, by);
		if (least != null && least.compareTo(standard(moved)) > 0) {
			move(decisions, moved, least);
		}
	}

	private static void lower(Map<Setting<?>, Decision> decisions, Setting<Duration> moved, Setting<Duration> by) {
		Duration most = chosen(decisions, by);
		if (most != null && most.compareTo(standard(moved)) < 0) {
			move(decisions, moved, most);
		}
	}

	private static <T> void move(Map<Setting<?>, Decision> decisions, Setting<T> setting, T value) {
		Decision decision = decisions.get(setting);
		if (decision != null && decision.origin().equals(Origin.BUILT_IN)) {
			decisions.put(setting, new Decision(value, Origin.BUILT_IN));
		}
	}

	private static <T> @Nullable T chosen(Map<Setting<?>, Decision> decisions, Setting<T> setting) {
		Decision decision = decisions.get(setting);
		if (decision == null || decision.origin().equals(Origin.BUILT_IN)) {
			return null;
		}
		return setting.cast(decision.value());
	}

	private static <T> T standard(Setting<T> setting) {
		T standard = setting.standard();
		if (standard == null) {
			throw new IllegalStateException("'" + setting.key() + "' must have a default");
		}
		return standard;
	}

}
