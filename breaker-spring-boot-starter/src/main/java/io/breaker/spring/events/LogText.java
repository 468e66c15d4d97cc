package io.breaker.spring.events;

import java.time.Duration;
import java.util.Locale;

/**
 * Text that can stand in a line of the log.
 */
final class LogText {

	private static final int LONGEST = 500;

	private static final double NANOS_PER_SECOND = 1e9;

	private LogText() {
	}

	/**
	 * Makes a text that somebody typed harmless: what would begin a new line, colour it
	 * or turn it around is shown as an escape, and what is too long is cut.
	 */
	static String harmless(String text) {
		StringBuilder line = new StringBuilder();
		text.codePoints().limit(LONGEST).forEach((point) -> append(line, point));
		return line.append((text.codePointCount(0, text.length()) > LONGEST) ? "…" : "").toString();
	}

	private static void append(StringBuilder line, int point) {
		switch (Character.getType(point)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE ->
				line.append(String.format("\\u%04x", point));
			default -> line.appendCodePoint(point);
		}
	}

	static String seconds(Duration duration) {
		return String.format(Locale.ROOT, "%.1f s", inSeconds(duration));
	}

	static double inSeconds(Duration duration) {
		return duration.toNanos() / NANOS_PER_SECOND;
	}

}
