package io.breaker.config;

import java.util.Collection;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Finds what somebody probably meant. Case, dashes, underscores and blanks do not count.
 * A class without its package is near to the class.
 *
 * @since 0.1.0
 */
public final class NearestMatch {

	private static final int LONGEST = 200;

	private NearestMatch() {
	}

	/**
	 * Returns the candidate that needs the fewest edits, if they are not more than a
	 * third of the letters written, or one.
	 * @param written what was written
	 * @param candidates what would have been understood
	 * @return the nearest candidate, {@code null} if none is near
	 */
	public static @Nullable String of(String written, Collection<String> candidates) {
		String from = normal(written);
		String nearest = null;
		int best = Math.max(1, from.length() / 3) + 1;
		for (String candidate : candidates) {
			int edits = candidate.endsWith("." + written) ? 1 : edits(from, normal(candidate));
			if (edits < best) {
				best = edits;
				nearest = candidate;
			}
		}
		return nearest;
	}

	private static String normal(String text) {
		String cut = (text.length() > LONGEST) ? text.substring(0, LONGEST) : text;
		return cut.toLowerCase(Locale.ROOT).replaceAll("[-_\\s]", "");
	}

	/**
	 * Counts insertions, deletions, replacements and swaps of neighbours.
	 */
	private static int edits(String from, String to) {
		int[][] cost = new int[from.length() + 1][to.length() + 1];
		for (int i = 0; i <= from.length(); i++) {
			for (int j = 0; j <= to.length(); j++) {
				cost[i][j] = (i == 0 || j == 0) ? i + j : cheapest(cost, from, to, i, j);
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

}
