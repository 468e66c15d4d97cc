package io.breaker.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/**
 * The kinds of values that the settings of the machine take.
 */
final class SettingTypes {

	private static final List<String> FAMILIAR_EXCEPTIONS = List.of("java.lang.Exception", "java.lang.RuntimeException",
			"java.lang.IllegalArgumentException", "java.lang.IllegalStateException", "java.io.IOException",
			"java.io.UncheckedIOException", "java.net.ConnectException", "java.net.SocketTimeoutException",
			"java.util.NoSuchElementException", "java.util.concurrent.TimeoutException",
			"java.util.concurrent.CancellationException");

	/**
	 * Nobody writes longer numbers; reading a million digits takes minutes.
	 */
	private static final int LONGEST_NUMBER = 100;

	private SettingTypes() {
	}

	static SettingType<Duration> duration(Duration least, Duration most) {
		String requirement = "be a duration of at least " + Durations.format(least) + " and at most "
				+ Durations.format(most) + ", such as 800ms or 5s,";
		return SettingType.of(Duration.class, requirement, Durations::parse,
				(value) -> value.compareTo(least) >= 0 && value.compareTo(most) <= 0, Durations::format, List.of());
	}

	static SettingType<Integer> count(int least, int most) {
		return SettingType.of(Integer.class, "be a whole number of at least " + least + " and at most " + most,
				(text) -> Integer.valueOf(text.trim()), (value) -> value >= least && value <= most, String::valueOf,
				List.of());
	}

	/**
	 * A share above nothing: a threshold of 0 % would be met by every call.
	 */
	static SettingType<Rate> threshold() {
		String requirement = "be a percentage of at least 0.0001% and at most 100% with up to four decimals, such as 40%,";
		return SettingType.of(Rate.class, requirement, SettingTypes::rate, (value) -> value.millionths() > 0,
				Rate::toString, List.of());
	}

	static SettingType<Rate> share(Rate most) {
		String requirement = "be a percentage of at least 0% and at most " + most
				+ " with up to four decimals, such as 20%,";
		return SettingType.of(Rate.class, requirement, SettingTypes::rate, (value) -> value.compareTo(most) <= 0,
				Rate::toString, List.of());
	}

	static SettingType<Window> window(int mostCalls, Duration least, Duration most) {
		String requirement = "be a number of calls of at least 1 and at most " + mostCalls
				+ " or a duration of at least " + Durations.format(least) + " and at most " + Durations.format(most)
				+ ", such as 100 or 30s,";
		return SettingType.of(Window.class, requirement, SettingTypes::window, (value) -> {
			Duration time = value.time();
			return (time != null) ? time.compareTo(least) >= 0 && time.compareTo(most) <= 0
					: value.calls() >= 1 && value.calls() <= mostCalls;
		}, Window::toString, List.of());
	}

	static <E extends Enum<E>> SettingType<E> word(Class<E> type) {
		List<String> words = Arrays.stream(type.getEnumConstants()).map(SettingTypes::kebab).toList();
		return SettingType.of(type, "be one of " + String.join(", ", words), (text) -> {
			int index = words.indexOf(text.trim().toLowerCase(Locale.ROOT).replace('_', '-'));
			return (index >= 0) ? type.getEnumConstants()[index] : null;
		}, (value) -> true, SettingTypes::kebab, words);
	}

	static SettingType<Set<Class<? extends Throwable>>> exceptions() {
		return SettingType.of(Set.class,
				"be a list of exception classes with their packages, such as java.io.IOException,",
				SettingTypes::classes,
				(value) -> value.stream().allMatch((type) -> type != null && Throwable.class.isAssignableFrom(type)),
				(value) -> value.stream().map(SettingTypes::name).collect(Collectors.joining(",")),
				FAMILIAR_EXCEPTIONS);
	}

	private static @Nullable Rate rate(String text) {
		String trimmed = text.trim();
		return trimmed.endsWith("%") && trimmed.length() <= LONGEST_NUMBER
				? Rate.percent(new BigDecimal(trimmed.substring(0, trimmed.length() - 1).trim())) : null;
	}

	private static @Nullable Window window(String text) {
		String trimmed = text.trim();
		if (trimmed.chars().allMatch(Character::isDigit)) {
			return Window.ofCalls(Integer.parseInt(trimmed));
		}
		Duration time = Durations.parse(trimmed);
		return (time != null) ? Window.ofTime(time) : null;
	}

	private static Set<Class<? extends Throwable>> classes(String text) {
		Set<Class<? extends Throwable>> classes = new LinkedHashSet<>();
		for (String name : text.split(",", -1)) {
			if (!name.isBlank()) {
				classes.add(exception(name.trim()));
			}
		}
		return classes;
	}

	private static Class<? extends Throwable> exception(String name) {
		ClassLoader context = Thread.currentThread().getContextClassLoader();
		try {
			return Class.forName(name, false, (context != null) ? context : SettingTypes.class.getClassLoader())
				.asSubclass(Throwable.class);
		}
		catch (ClassNotFoundException | ClassCastException | LinkageError ex) {
			throw new UnknownWordException(name, ex);
		}
	}

	private static String name(@Nullable Class<?> type) {
		return (type != null) ? type.getName() : "null";
	}

	private static String kebab(Enum<?> word) {
		return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

}
