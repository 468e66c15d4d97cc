package io.breaker.spring.request;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Everything that was written in a request: the keys of its body and its query, whatever
 * they are called.
 *
 * @param values the values by key
 * @since 0.1.0
 */
public record Body(Map<String, @Nullable Object> values) {

	/**
	 * Nobody writes more.
	 */
	public static final int MOST_CHARACTERS = 16_384;

	/**
	 * Creates a body.
	 * @param values the values by key
	 */
	public Body {
		values = new LinkedHashMap<>(values);
	}

	/**
	 * Returns how much was written.
	 * @return the number of characters of all keys and values
	 */
	public int length() {
		long length = 0;
		for (Map.Entry<String, @Nullable Object> entry : this.values.entrySet()) {
			length += entry.getKey().length() + String.valueOf(entry.getValue()).length();
		}
		return (int) Math.min(Integer.MAX_VALUE, length);
	}

}
