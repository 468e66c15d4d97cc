package io.breaker.benchmarks;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Prints measurements, each with its ratio to this breaker.
 */
final class Table {

	private static final String HEAD = "| %-24s | %-35s | %9s | %9s | %11s | %8s | %11s |%n";

	private static final String LINE = "| %-24s | %-35s | %9.1f | %9.1f | %11.1f | %8.1f | %11s |%n";

	private final PrintStream out;

	private final Map<String, Double> ours = new HashMap<>();

	Table(PrintStream out) {
		this.out = out;
		print(HEAD, "path", "contender", "ns/op", "±", "clock ns/op", "B/op", "ratio to us");
		print(HEAD, "---", "---", "---:", "---:", "---:", "---:", "---:");
	}

	/**
	 * Adds a measurement; ours comes first on each path, and the limits before all.
	 */
	void add(Measurement row) {
		if (row.isBase()) {
			this.ours.put(row.path(), row.busy());
		}
		Double base = this.ours.get(row.path());
		print(LINE, row.path(), row.label(), row.busy(), row.spread(), row.elapsed(), row.bytes(),
				(base != null) ? String.format(Locale.ROOT, "%.2f", row.busy() / base) : "");
	}

	private void print(String format, Object... values) {
		this.out.printf(Locale.ROOT, format, values);
	}

}
