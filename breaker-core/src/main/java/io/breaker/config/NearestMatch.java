package io.breaker.config;

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

	private final Map<String, String> normal = new LinkedHashMap<>();

	private NearestMatch(Collection<String> candidates) {
		candidates.forEach((candidate) -> this.normal.put(candidate, normal(candidate)));
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
		String from = normal(written);
		String nearest = null;
		int best = Math.max(1, from.length() / 3) + 1;
		for (Map.Entry<String, String> candidate : this.normal.entrySet()) {
			int edits = candidate.getKey().endsWith("." + written) ? 1 : edits(from, candidate.getValue(), best);
			if (edits < best) {
				best = edits;
				nearest = candidate.getKey();
			}
		}
		return nearest;
	}

	private static String normal(String text) {
		StringBuilder normal = new StringBuilder();
		text.chars()
			.limit(LONGEST)
			.filter((letter) -> letter != '-' && letter != '_' && !Character.isWhitespace(letter))
			.map(Character::toLowerCase)
			.forEach((letter) -> normal.append((char) letter));
		return normal.toString();
	}

	/**
	 * Counts insertions, deletions, replacements and swaps of neighbours.
	 * @param enough so many are as good as more: most texts have little in common, which
	 * shows before their end
	 */
	private static int edits(String from, String to, int enough) {
		if (Math.abs(from.length() - to.length()) >= enough) {
			return enough;
		}
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

}
