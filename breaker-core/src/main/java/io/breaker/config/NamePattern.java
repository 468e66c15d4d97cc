package io.breaker.config;

import java.util.regex.Pattern;

/**
 * A name in which {@code *} stands for any characters. Sorted so that the pattern with
 * the most letters of its own comes first, and the alphabet decides between equals.
 *
 * @param text the pattern as it was written
 * @param regex the pattern as a regular expression
 */
record NamePattern(String text, Pattern regex) implements Comparable<NamePattern> {

	NamePattern(String text) {
		this(text, Pattern.compile(
				"\\Q" + text.replace("\\E", "\\E\\\\E\\Q").replaceAll("\\*+", "\\\\E.*\\\\Q") + "\\E", Pattern.DOTALL));
	}

	static boolean isPattern(String name) {
		return name.indexOf('*') >= 0;
	}

	boolean matches(String name) {
		return this.regex.matcher(name).matches();
	}

	@Override
	public int compareTo(NamePattern other) {
		int longer = Integer.compare(letters(other.text), letters(this.text));
		return (longer != 0) ? longer : this.text.compareTo(other.text);
	}

	private static int letters(String text) {
		return text.replace("*", "").length();
	}

}
