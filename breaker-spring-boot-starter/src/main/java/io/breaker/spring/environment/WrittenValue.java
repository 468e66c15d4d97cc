package io.breaker.spring.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.origin.Origin;

import io.breaker.config.InvalidSettingException;
import io.breaker.config.Setting;

/**
 * What one source says about one place: a value, or a list of them. A list is always the
 * list of one source; it takes the place of a longer one that stands farther away.
 */
final class WrittenValue {

	private final SortedMap<Integer, WrittenProperty> items = new TreeMap<>();

	/**
	 * Adds a property of the same source.
	 * @throws LocatedSettingException if the same stands there in another spelling
	 */
	void add(Place place, WrittenProperty property) {
		WrittenProperty other = this.items.putIfAbsent(property.path().index(), property);
		boolean mixed = this.items.size() > 1 && this.items.containsKey(PropertyPath.NO_INDEX);
		if (mixed && other == null) {
			other = (property.path().index() == PropertyPath.NO_INDEX) ? this.items.get(this.items.lastKey())
					: this.items.get(PropertyPath.NO_INDEX);
		}
		if (other != null) {
			throw new LocatedSettingException(new InvalidSettingException(place.path(), "be written once",
					"written as " + other.name() + " and as " + property.name(), null), property.origin());
		}
	}

	WrittenProperty first() {
		return this.items.values().iterator().next();
	}

	/**
	 * Returns the value as the core reads it.
	 * @param setting the setting, {@code null} where it is none of the known ones
	 */
	String text(Place place, @Nullable Setting<?> setting, UnaryOperator<String> placeholders) {
		List<String> texts = new ArrayList<>();
		for (WrittenProperty item : this.items.values()) {
			int index = item.path().index();
			if (index != PropertyPath.NO_INDEX && index != texts.size()) {
				throw new LocatedSettingException(new InvalidSettingException(place.path() + "[" + index + "]",
						"follow " + place.path() + "[" + texts.size()
								+ "] of the same source, since a list takes the place of the one behind it as a whole,",
						item.text(), null), item.origin());
			}
			boolean off = setting != null && setting.standard() == null && item.isOff();
			texts.add(off ? Setting.OFF : placeholders.apply(item.text()));
		}
		return String.join(",", texts);
	}

	/**
	 * Returns where a value was written, or the one item of a list that is refused.
	 */
	@Nullable Origin origin(String refused) {
		return this.items.values()
			.stream()
			.filter((item) -> this.items.size() > 1 && item.text().contains(refused))
			.findFirst()
			.orElse(first())
			.origin();
	}

}
