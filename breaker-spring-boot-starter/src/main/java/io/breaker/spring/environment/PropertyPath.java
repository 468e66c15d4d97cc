package io.breaker.spring.environment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;

/**
 * The name of a property, taken apart. Names of breakers keep every character that was
 * written: dots, stars and capitals, in brackets or not.
 *
 * @param elements what stands between the dots, brackets removed
 * @param index the place in a list, {@link #NO_INDEX} where it is none
 */
record PropertyPath(List<String> elements, int index) {

	static final String ROOT = "breaker";

	static final int NO_INDEX = -1;

	private static final int MOST_DIGITS = 6;

	/**
	 * Takes a name apart as it is written in a file: {@code breaker.defaults.ignore[0]}.
	 */
	static PropertyPath of(String property) {
		List<String> elements = new ArrayList<>();
		StringBuilder element = new StringBuilder();
		boolean bracket = false;
		for (int i = 0; i < property.length(); i++) {
			char c = property.charAt(i);
			bracket = (c == '[' && property.indexOf(']', i) >= 0) || (bracket && c != ']');
			if ((c == '[' && bracket) || c == ']' || (c == '.' && !bracket)) {
				add(elements, element);
			}
			else {
				element.append(c);
			}
		}
		add(elements, element);
		return property.endsWith("]") ? indexed(elements) : new PropertyPath(List.copyOf(elements), NO_INDEX);
	}

	private static void add(List<String> elements, StringBuilder element) {
		if (!element.isEmpty()) {
			elements.add(element.toString());
			element.setLength(0);
		}
	}

	private static PropertyPath indexed(List<String> elements) {
		int last = elements.size() - 1;
		boolean number = last > 0 && elements.get(last).length() <= MOST_DIGITS
				&& elements.get(last).chars().allMatch((c) -> c >= '0' && c <= '9');
		return number ? new PropertyPath(List.copyOf(elements.subList(0, last)), Integer.parseInt(elements.get(last)))
				: new PropertyPath(List.copyOf(elements), NO_INDEX);
	}

	/**
	 * Takes a name apart as Spring Boot understands an environment variable: in small
	 * letters, an element wherever there was an underscore.
	 */
	static PropertyPath of(ConfigurationPropertyName name) {
		List<String> elements = new ArrayList<>();
		for (int i = 0; i < name.getNumberOfElements(); i++) {
			elements.add(name.getElement(i, Form.UNIFORM));
		}
		return name.isLastElementIndexed() ? indexed(elements) : new PropertyPath(List.copyOf(elements), NO_INDEX);
	}

	/**
	 * Tells whether the name belongs to breakers at all.
	 */
	boolean isOurs() {
		return !this.elements.isEmpty() && uniform(this.elements.get(0)).equals(ROOT);
	}

	int size() {
		return this.elements.size();
	}

	String element(int index) {
		return this.elements.get(index);
	}

	/**
	 * Joins some of the elements again.
	 */
	String join(int from, int to, String separator) {
		return String.join(separator, this.elements.subList(from, to));
	}

	/**
	 * Returns a key without what may be written in one way or another:
	 * {@code failureRate}, {@code failure_rate} and {@code FAILURERATE} are
	 * {@code failure-rate}.
	 */
	static String uniform(String key) {
		return key.replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
	}

}
