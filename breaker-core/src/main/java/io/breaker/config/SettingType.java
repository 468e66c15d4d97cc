package io.breaker.config;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * What values a setting takes: how they are read, which are allowed, how they are
 * written. One type serves YAML, the actuator and the Java API, so all three accept the
 * same values and answer with the same message.
 *
 * @param <T> the Java type of the values
 * @since 0.1.0
 */
public final class SettingType<T> {

	private final Class<?> javaType;

	private final String requirement;

	private final Function<String, @Nullable T> reader;

	private final Predicate<T> range;

	private final Function<T, String> writer;

	private final List<String> words;

	private final boolean inCodeOnly;

	private SettingType(Class<?> javaType, String requirement, Function<String, @Nullable T> reader, Predicate<T> range,
			Function<T, String> writer, List<String> words, boolean inCodeOnly) {
		this.javaType = javaType;
		this.requirement = requirement;
		this.reader = reader;
		this.range = range;
		this.writer = writer;
		this.words = List.copyOf(words);
		this.inCodeOnly = inCodeOnly;
	}

	/**
	 * Creates a type.
	 * @param <T> the Java type of the values
	 * @param javaType the same, to be checked when the program runs
	 * @param requirement what a value must be, in words that follow <i>'key' must</i>,
	 * with the range and an example
	 * @param reader reads a value, {@code null} or an {@link IllegalArgumentException}
	 * when the text is none
	 * @param range tells whether a value is allowed
	 * @param writer writes a value as it is written in configuration
	 * @param words the words the reader understands, for the nearest match; may be empty
	 * @return the type
	 */
	public static <T> SettingType<T> of(Class<?> javaType, String requirement, Function<String, @Nullable T> reader,
			Predicate<T> range, Function<T, String> writer, List<String> words) {
		return new SettingType<>(javaType, requirement, reader, range, writer, words, false);
	}

	/**
	 * Creates a type whose values are functions: they cannot be written, only be given in
	 * code.
	 * @param <T> the Java type of the values
	 * @param javaType the same, to be checked when the program runs
	 * @return the type
	 */
	public static <T> SettingType<T> function(Class<?> javaType) {
		return new SettingType<>(javaType, "be given in code, as a " + javaType.getSimpleName() + ",", (text) -> null,
				(value) -> true, (value) -> value.getClass().getName(), List.of(), true);
	}

	/**
	 * Creates a type whose values are words, written in kebab case.
	 * @param <E> the words
	 * @param words an enum
	 * @return the type
	 */
	public static <E extends Enum<E>> SettingType<E> word(Class<E> words) {
		return SettingTypes.word(words);
	}

	/**
	 * Creates a type whose values are durations.
	 * @param least the shortest that is allowed
	 * @param most the longest that is allowed
	 * @return the type
	 */
	public static SettingType<Duration> duration(Duration least, Duration most) {
		return SettingTypes.duration(least, most);
	}

	/**
	 * Creates a type whose values are whole numbers.
	 * @param least the least that is allowed
	 * @param most the most that is allowed
	 * @return the type
	 */
	public static SettingType<Integer> count(int least, int most) {
		return SettingTypes.count(least, most);
	}

	/**
	 * Returns what a value must be.
	 * @return words that follow <i>'key' must</i>
	 */
	public String requirement() {
		return this.requirement;
	}

	/**
	 * Returns the words that are understood.
	 * @return the words, empty where values are numbers
	 */
	public List<String> words() {
		return this.words;
	}

	/**
	 * Tells whether values can be given in code only.
	 * @return whether no text is a value
	 */
	public boolean isInCodeOnly() {
		return this.inCodeOnly;
	}

	/**
	 * Reads a value.
	 * @param key what the value is for, as it stands in the message
	 * @param text what was written
	 * @return the value
	 * @throws InvalidSettingException if the text is no value, or one outside the range
	 */
	public T read(String key, String text) {
		T value;
		try {
			value = this.reader.apply(text);
		}
		catch (UnknownWordException ex) {
			throw refusal(key, ex.word());
		}
		catch (IllegalArgumentException ex) {
			value = null;
		}
		if (value == null || !this.range.test(value)) {
			throw refusal(key, text);
		}
		return value;
	}

	private InvalidSettingException refusal(String key, String text) {
		return new InvalidSettingException(key, this.requirement, text, NearestMatch.of(text, this.words));
	}

	void check(String key, @Nullable Object value) {
		if (value == null || !this.javaType.isInstance(value)) {
			throw new InvalidSettingException(key, this.requirement, value, null);
		}
		if (!this.range.test(cast(value))) {
			throw new InvalidSettingException(key, this.requirement, write(cast(value)), null);
		}
	}

	String write(T value) {
		return this.writer.apply(value);
	}

	@SuppressWarnings("unchecked")
	private T cast(Object value) {
		return (T) value;
	}

}
