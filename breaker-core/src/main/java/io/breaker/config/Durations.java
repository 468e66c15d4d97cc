package io.breaker.config;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Durations as people write them: {@code 800ms}, {@code 5s}, {@code 2m}, or ISO 8601.
 */
final class Durations {

	private static final Pattern SIMPLE = Pattern.compile("([+-]?\\d{1,19})(ns|us|ms|s|m|h|d)");

	private static final Map<String, Long> NANOS = Map.of("ns", 1L, "us", 1_000L, "ms", 1_000_000L, "s", 1_000_000_000L,
			"m", 60_000_000_000L, "h", 3_600_000_000_000L, "d", 86_400_000_000_000L);

	private static final String[] UNITS = { "d", "h", "m", "s", "ms", "us", "ns" };

	private Durations() {
	}

	/**
	 * Reads a duration. A number without a unit is none: nobody can tell what it means.
	 * @param text what was written
	 * @return the duration, {@code null} if it is none
	 */
	static @Nullable Duration parse(String text) {
		String trimmed = text.trim();
		Matcher matcher = SIMPLE.matcher(trimmed.toLowerCase(Locale.ROOT));
		try {
			if (matcher.matches()) {
				long amount = Long.parseLong(matcher.group(1));
				return Duration.ofNanos(1).multipliedBy(nanos(matcher.group(2))).multipliedBy(amount);
			}
			return Duration.parse(trimmed);
		}
		catch (DateTimeException | ArithmeticException | NumberFormatException ex) {
			return null;
		}
	}

	/**
	 * Writes a duration with the largest unit that needs no fraction.
	 * @param duration the duration
	 * @return text that {@link #parse} reads back
	 */
	static String format(Duration duration) {
		long nanos;
		try {
			nanos = duration.toNanos();
		}
		catch (ArithmeticException ex) {
			return duration.toString();
		}
		if (nanos == 0) {
			return "0s";
		}
		for (String unit : UNITS) {
			if (nanos % nanos(unit) == 0) {
				return nanos / nanos(unit) + unit;
			}
		}
		return duration.toString();
	}

	private static long nanos(String unit) {
		return NANOS.getOrDefault(unit, 1L);
	}

}
