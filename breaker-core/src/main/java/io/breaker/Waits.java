package io.breaker;

import io.breaker.config.BreakerSettings;
import io.breaker.config.Rate;
import io.breaker.config.Settings;

/**
 * How long a breaker waits, and how long its ramp is.
 */
final class Waits {

	private Waits() {
	}

	/**
	 * Returns the length of a wait: {@code open-for}, doubled with each failed recovery
	 * up to {@code open-for-max}, spread by the jitter, and not shorter than what a
	 * failure asked for. Example: 1 s after two failed recoveries is 4 s; with 20 %
	 * jitter and the die at its highest it is 4.8 s.
	 * @param die from -1,000,000 to 1,000,000, where in the spread the wait is
	 * @param asked what a failure asked for, in nanoseconds
	 */
	static long open(BreakerSettings settings, int failedRecoveries, int die, long asked) {
		long wait = doubled(settings.require(Settings.OPEN_FOR).toNanos(), failedRecoveries,
				settings.require(Settings.OPEN_FOR_MAX).toNanos());
		long spread = part(wait, settings.require(Settings.OPEN_JITTER).millionths());
		long jitter = part(spread, Math.abs(die));
		return Math.max((die < 0) ? wait - jitter : wait + jitter, asked);
	}

	/**
	 * Returns the length of a ramp: {@code ramp}, doubled with each relapse up to
	 * {@code ramp-max}.
	 */
	static long ramp(BreakerSettings settings, int relapses) {
		return doubled(settings.require(Settings.RAMP).toNanos(), relapses,
				settings.require(Settings.RAMP_MAX).toNanos());
	}

	/**
	 * Doubles until the limit is reached. Never overflows: it stops before it would.
	 */
	private static long doubled(long nanos, int times, long most) {
		long doubled = nanos;
		for (int i = 0; i < times && doubled < most && doubled > 0; i++) {
			doubled = (doubled > most / 2) ? most : doubled * 2;
		}
		return Math.min(doubled, most);
	}

	/**
	 * Returns the part of a whole, rounded down, without overflow.
	 */
	private static long part(long whole, int millionths) {
		return whole / Rate.WHOLE * millionths + whole % Rate.WHOLE * millionths / Rate.WHOLE;
	}

}
