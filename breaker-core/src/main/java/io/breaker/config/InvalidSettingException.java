package io.breaker.config;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Somebody decided something that cannot be: a value outside its range, a combination
 * that cannot work, a name that does not exist. The message reads <i>'key' must … but was
 * …</i> and ends with the nearest match where there is one.
 *
 * @serial exclude
 * @since 0.1.0
 */
public final class InvalidSettingException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private static final int LONGEST_VALUE = 200;

	private final String key;

	private final String value;

	private final String requirement;

	private final @Nullable String nearest;

	/**
	 * Creates the exception.
	 * @param key the full key, such as {@code breaker.instances.inventory.failure-rate}
	 * @param requirement what the value must be, including the allowed range
	 * @param value what it was
	 * @param nearest what was probably meant, {@code null} if nothing comes near
	 */
	public InvalidSettingException(String key, String requirement, @Nullable Object value, @Nullable String nearest) {
		super("'" + printable(key) + "' must " + requirement + " but was " + shown(text(value))
				+ ((nearest != null) ? "; did you mean '" + nearest + "'?" : ""));
		this.key = key;
		this.value = text(value);
		this.requirement = requirement;
		this.nearest = nearest;
	}

	private static String text(@Nullable Object value) {
		return (value instanceof Duration duration) ? Durations.format(duration) : String.valueOf(value);
	}

	/**
	 * Returns a value as it stands in the message, where nothing must be told from
	 * something.
	 */
	static String shown(String value) {
		return value.isBlank() ? (value.isEmpty() ? "empty" : "blank") : printable(value);
	}

	/**
	 * Makes a text harmless in a log line: characters that break or turn a line are shown
	 * as escapes, and what is too long is cut.
	 * @param text any text
	 * @return text without control characters, of bounded length
	 */
	static String printable(String text) {
		StringBuilder out = new StringBuilder();
		for (int i = 0; i < Math.min(text.length(), LONGEST_VALUE); i++) {
			char c = text.charAt(i);
			out.append(isHarmful(c) ? String.format("\\u%04x", (int) c) : String.valueOf(c));
		}
		return out.append((text.length() > LONGEST_VALUE) ? "…" : "").toString();
	}

	private static boolean isHarmful(char c) {
		return switch (Character.getType(c)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
			default -> false;
		};
	}

	/**
	 * Returns the full key.
	 * @return the key
	 */
	public String key() {
		return this.key;
	}

	/**
	 * Returns the refused value as text.
	 * @return the value
	 */
	public String value() {
		return this.value;
	}

	/**
	 * Returns what the value must be, including the allowed range.
	 * @return the second half of <i>'key' must …</i>
	 */
	public String requirement() {
		return this.requirement;
	}

	/**
	 * Returns what was probably meant.
	 * @return the nearest match, {@code null} if nothing comes near
	 */
	public @Nullable String nearest() {
		return this.nearest;
	}

}
