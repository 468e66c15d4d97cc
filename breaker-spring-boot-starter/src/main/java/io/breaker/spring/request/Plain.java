package io.breaker.spring.request;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Turns descriptors into maps, lists, texts and numbers, as every client of JMX has them.
 * What is {@code null} is left out.
 */
final class Plain {

	private Plain() {
	}

	static Map<String, Object> of(Record descriptor) {
		Map<String, Object> plain = new LinkedHashMap<>();
		for (RecordComponent component : descriptor.getClass().getRecordComponents()) {
			Object value = read(component, descriptor);
			if (value != null) {
				plain.put(component.getName(), plain(value));
			}
		}
		return plain;
	}

	private static @Nullable Object read(RecordComponent component, Record descriptor) {
		try {
			return component.getAccessor().invoke(descriptor);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException("Cannot read " + component, ex);
		}
	}

	private static Object plain(Object value) {
		if (value instanceof Record descriptor) {
			return of(descriptor);
		}
		if (value instanceof Map<?, ?> map) {
			Map<String, Object> plain = new LinkedHashMap<>();
			map.forEach((key, each) -> plain.put(String.valueOf(key), plain(each)));
			return plain;
		}
		if (value instanceof Collection<?> collection) {
			return collection.stream().map(Plain::plain).toList();
		}
		return (value instanceof Enum<?> || value instanceof Instant) ? value.toString() : value;
	}

}
