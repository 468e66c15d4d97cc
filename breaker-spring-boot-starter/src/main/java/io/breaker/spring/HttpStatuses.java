package io.breaker.spring;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.breaker.config.SettingType;

/**
 * A list of HTTP statuses: {@code 429}, {@code 500-503}, {@code 5xx}. Immutable.
 *
 * @param ranges the ranges, in the order in which they were written
 * @since 0.1.0
 */
public record HttpStatuses(List<Range> ranges) {

	/**
	 * No status matches.
	 */
	public static final int NO_MATCH = Integer.MAX_VALUE;

	private static final Pattern ITEM = Pattern.compile("([1-5])xx|(\\d{3})(?:\\s*-\\s*(\\d{3}))?",
			Pattern.CASE_INSENSITIVE);

	private static final int LEAST = 100;

	private static final int MOST = 599;

	private static final int CLASS_SIZE = 100;

	/**
	 * Creates a list.
	 * @param ranges the ranges, in the order in which they were written
	 */
	public HttpStatuses {
		ranges = List.copyOf(ranges);
	}

	/**
	 * Reads a list.
	 * @param text statuses, ranges and classes with commas between them
	 * @return the list
	 * @throws IllegalArgumentException if the text is no such list
	 */
	public static HttpStatuses of(String text) {
		List<Range> ranges = new ArrayList<>();
		for (String item : text.strip().isEmpty() ? new String[0] : text.split(",", -1)) {
			ranges.add(range(item.strip()));
		}
		return new HttpStatuses(ranges);
	}

	private static Range range(String item) {
		Matcher matcher = ITEM.matcher(item);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("'" + item + "' is no HTTP status");
		}
		if (matcher.group(1) != null) {
			int from = Integer.parseInt(matcher.group(1)) * CLASS_SIZE;
			return new Range(from, from + CLASS_SIZE - 1);
		}
		int from = Integer.parseInt(matcher.group(2));
		return new Range(from, (matcher.group(3) != null) ? Integer.parseInt(matcher.group(3)) : from);
	}

	static SettingType<HttpStatuses> type() {
		return SettingType.of(HttpStatuses.class,
				"be a list of HTTP statuses from 100 to 599, such as 429, 500-503 or 5xx,", HttpStatuses::of,
				(statuses) -> true, HttpStatuses::toString, List.of());
	}

	/**
	 * Tells how narrow the narrowest range is that holds a status.
	 * @param status a status
	 * @return how many statuses the range holds, {@link #NO_MATCH} where none holds it
	 */
	public int narrowest(int status) {
		return this.ranges.stream().filter((range) -> range.holds(status)).mapToInt(Range::size).min().orElse(NO_MATCH);
	}

	@Override
	public String toString() {
		return this.ranges.stream().map(Range::toString).collect(Collectors.joining(","));
	}

	/**
	 * Statuses that follow each other.
	 *
	 * @param from the first
	 * @param to the last
	 * @since 0.1.0
	 */
	public record Range(int from, int to) {

		/**
		 * Creates a range.
		 * @param from the first
		 * @param to the last
		 */
		public Range {
			if (from < LEAST || to > MOST || from > to) {
				throw new IllegalArgumentException("'" + from + "-" + to + "' are no HTTP statuses");
			}
		}

		boolean holds(int status) {
			return status >= this.from && status <= this.to;
		}

		int size() {
			return this.to - this.from + 1;
		}

		@Override
		public String toString() {
			if (this.from == this.to) {
				return String.valueOf(this.from);
			}
			boolean whole = this.from % CLASS_SIZE == 0 && this.to == this.from + CLASS_SIZE - 1;
			return whole ? this.from / CLASS_SIZE + "xx" : this.from + "-" + this.to;
		}

	}

}
