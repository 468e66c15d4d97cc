package io.breaker.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Finds what somebody probably meant. Case, dashes, underscores and blanks do not count.
 * A class without its package is near to the class. Immutable.
 *
 * @since 0.1.0
 */
public final class NearestMatch {

	private static final int LONGEST = 200;

	private final Map<String, Letters> candidates = new LinkedHashMap<>();

	private NearestMatch(Collection<String> candidates) {
		candidates.forEach((candidate) -> this.candidates.put(candidate, Letters.of(candidate)));
	}

	/**
	 * Prepares to compare many texts with the same candidates.
	 * @param candidates what would have been understood
	 * @return what finds the nearest of them
	 */
	public static NearestMatch among(Collection<String> candidates) {
		return new NearestMatch(candidates);
	}

	/**
	 * Returns the candidate that needs the fewest edits, if they are not more than a
	 * third of the letters written, or one.
	 * @param written what was written
	 * @param candidates what would have been understood
	 * @return the nearest candidate, {@code null} if none is near
	 */
	public static @Nullable String of(String written, Collection<String> candidates) {
		return among(candidates).to(written);
	}

	/**
	 * Returns the candidate that needs the fewest edits, if they are not more than a
	 * third of the letters written, or one.
	 * @param written what was written
	 * @return the nearest candidate, {@code null} if none is near
	 */
	public @Nullable String to(String written) {
		if (this.candidates.isEmpty()) {
			return null;
		}
		Letters from = Letters.of(written);
		String nearest = null;
		int best = Math.max(1, from.inOrder.length() / 3) + 1;
		for (Map.Entry<String, Letters> candidate : this.candidates.entrySet()) {
			int edits = candidate.getKey().endsWith("." + written) ? 1 : edits(from, candidate.getValue(), best);
			if (edits < best) {
				best = edits;
				nearest = candidate.getKey();
			}
		}
		return nearest;
	}

	/**
	 * Counts insertions, deletions, replacements and swaps of neighbours.
	 * @param enough so many are as good as more: most texts have little in common, which
	 * shows before they are compared letter by letter
	 */
	private static int edits(Letters from, Letters to, int enough) {
		return (from.differences(to) < enough) ? edits(from.inOrder, to.inOrder, enough) : enough;
	}

	private static int edits(String from, String to, int enough) {
		int[][] cost = new int[from.length() + 1][to.length() + 1];
		int least = 0;
		for (int i = 0; i <= from.length(); i++) {
			int leastBefore = least;
			least = Integer.MAX_VALUE;
			for (int j = 0; j <= to.length(); j++) {
				cost[i][j] = (i == 0 || j == 0) ? i + j : cheapest(cost, from, to, i, j);
				least = Math.min(least, cost[i][j]);
			}
			if (least >= enough && leastBefore >= enough) {
				return enough;
			}
		}
		return cost[from.length()][to.length()];
	}

	private static int cheapest(int[][] cost, String from, String to, int i, int j) {
		int replace = cost[i - 1][j - 1] + ((from.charAt(i - 1) == to.charAt(j - 1)) ? 0 : 1);
		int best = Math.min(replace, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
		boolean swapped = i > 1 && j > 1 && from.charAt(i - 1) == to.charAt(j - 2)
				&& from.charAt(i - 2) == to.charAt(j - 1);
		return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
	}

	/**
	 * The letters of a text that count.
	 *
	 * @param inOrder as they stand in the text
	 * @param sorted the same by the alphabet
	 */
	private record Letters(String inOrder, String sorted) {

		static Letters of(String text) {
			StringBuilder normal = new StringBuilder();
			for (int i = 0; i < text.length() && i < LONGEST; i++) {
				char letter = text.charAt(i);
				if (letter != '-' && letter != '_' && !Character.isWhitespace(letter)) {
					normal.append(Character.toLowerCase(letter));
				}
			}
			char[] sorted = normal.toString().toCharArray();
			Arrays.sort(sorted);
			return new Letters(normal.toString(), new String(sorted));
		}

		/**
		 * Counts the letters that one text has and the other lacks: each needs an edit of
		 * its own, wherever it stands.
		 */
		int differences(Letters other) {
			int common = 0;
			int here = 0;
			int there = 0;
			while (here < this.sorted.length() && there < other.sorted.length()) {
				int order = this.sorted.charAt(here) - other.sorted.charAt(there);
				common += (order == 0) ? 1 : 0;
				here += (order <= 0) ? 1 : 0;
				there += (order >= 0) ? 1 : 0;
			}
			return Math.max(this.sorted.length(), other.sorted.length()) - common;
		}

	}

}
