package io.breaker.spring.environment;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;
import org.springframework.util.ObjectUtils;

/**
 * One property as somebody wrote it.
 *
 * @param name its name as it was written
 * @param path its name, taken apart
 * @param value its value
 * @param origin where it was written, {@code null} if the source cannot tell
 * @param variable whether it is an environment variable
 */
record WrittenProperty(String name, PropertyPath path, Object value, @Nullable Origin origin, boolean variable) {

	boolean isEmpty() {
		return text().isBlank();
	}

	/**
	 * Tells whether YAML made a truth value of the word {@code off}.
	 */
	boolean isOff() {
		return Boolean.FALSE.equals(this.value);
	}

	/**
	 * Returns the value as text. A source may also hold objects.
	 */
	String text() {
		if (this.value instanceof Object[] array) {
			return join(Arrays.asList(array));
		}
		return (this.value instanceof Collection<?> collection) ? join(collection) : text(this.value);
	}

	private static String join(Collection<?> values) {
		return values.stream().map(WrittenProperty::text).collect(Collectors.joining(","));
	}

	private static String text(@Nullable Object value) {
		if (value instanceof Duration duration) {
			return duration.toString();
		}
		return (value instanceof Class<?> type) ? type.getName() : ObjectUtils.nullSafeToString(value);
	}

}
