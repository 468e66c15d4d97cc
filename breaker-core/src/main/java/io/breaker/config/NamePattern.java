package io.breaker.config;

import java.util.List;

/**
 * A name in which {@code *} stands for any characters. Sorted so that the pattern with
 * the most letters of its own comes first, and the alphabet decides between equals.
 *
 * @param text the pattern as it was written
 * @param pieces what stands before, between and after the stars
 */
record NamePattern(String text, List<String> pieces) implements Comparable<NamePattern> {

	NamePattern(String text) {
		this(text, List.of(text.split("\\*", -1)));
	}

	static boolean isPattern(String name) {
		return name.indexOf('*') >= 0;
	}

	/**
	 * Tells whether a name matches. Each piece is taken where it comes first, so the time
	 * it takes does not explode with the number of stars.
	 */
	boolean matches(String name) {
		String first = this.pieces.get(0);
		String last = this.pieces.get(this.pieces.size() - 1);
		int end = name.length() - last.length();
		if (end < first.length() || !name.startsWith(first) || !name.endsWith(last)) {
			return false;
		}
		int at = first.length();
		for (String piece : this.pieces.subList(1, this.pieces.size() - 1)) {
			int found = name.indexOf(piece, at);
			if (found < 0) {
				return false;
			}
			at = found + piece.length();
		}
		return at <= end;
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
