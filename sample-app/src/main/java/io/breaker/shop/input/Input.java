package io.breaker.shop.input;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What somebody typed. Every value is text until it has been looked at, and what cannot
 * be is refused with the choices.
 */
public final class Input {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,6})(ms|s|m)");

	private static final Pattern NUMBER = Pattern.compile("\\d{1,6}");

	private final Map<String, String> text;

	/**
	 * Creates an input.
	 * @param text what was typed, by key
	 * @param known the keys that mean something
	 */
	public Input(Map<String, String> text, List<String> known) {
		for (String key : text.keySet()) {
			if (!known.contains(key)) {
				throw new RefusedInput("a key", oneOf(known), key);
			}
		}
		this.text = text;
	}

	/**
	 * Reads a word.
	 * @param key the key
	 * @param words what it can be
	 * @return one of the words
	 */
	public String word(String key, List<String> words) {
		return oneOf(key, words, this.text.getOrDefault(key, ""));
	}

	/**
	 * Refuses a word that is not among those there are.
	 * @param key what the word stands for
	 * @param words what it can be
	 * @param word what was typed
	 * @return the word
	 */
	public static String oneOf(String key, Collection<String> words, String word) {
		if (!words.contains(word)) {
			throw new RefusedInput("'" + key + "'", oneOf(words), word);
		}
		return word;
	}

	/**
	 * Reads a whole number.
	 * @param key the key
	 * @param least the least it can be
	 * @param most the most it can be
	 * @param otherwise what holds when nothing was typed
	 * @return the number
	 */
	public int number(String key, int least, int most, int otherwise) {
		String typed = this.text.get(key);
		if (typed == null) {
			return otherwise;
		}
		int number = NUMBER.matcher(typed).matches() ? Integer.parseInt(typed) : -1;
		if (number < least || number > most) {
			throw new RefusedInput("'" + key + "'", "be a whole number from " + least + " to " + most, typed);
		}
		return number;
	}

	/**
	 * Reads a duration.
	 * @param key the key
	 * @param least the least it can be
	 * @param most the most it can be
	 * @param otherwise what holds when nothing was typed
	 * @return the duration
	 */
	public Duration duration(String key, Duration least, Duration most, Duration otherwise) {
		String typed = this.text.get(key);
		if (typed == null) {
			return otherwise;
		}
		Duration duration = duration(typed);
		if (duration.compareTo(least) < 0 || duration.compareTo(most) > 0) {
			throw new RefusedInput("'" + key + "'",
					"be a duration from " + write(least) + " to " + write(most) + ", such as 500ms, 30s or 2m,", typed);
		}
		return duration;
	}

	private static Duration duration(String typed) {
		Matcher matcher = DURATION.matcher(typed);
		if (!matcher.matches()) {
			return Duration.ZERO;
		}
		long amount = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(amount);
			case "s" -> Duration.ofSeconds(amount);
			default -> Duration.ofMinutes(amount);
		};
	}

	private static String write(Duration duration) {
		if (duration.toMinutes() > 0) {
			return duration.toMinutes() + "m";
		}
		return (duration.toSeconds() > 0) ? duration.toSeconds() + "s" : duration.toMillis() + "ms";
	}

	private static String oneOf(Collection<String> words) {
		return "be one of " + String.join(", ", words);
	}

}
