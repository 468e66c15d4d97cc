package io.breaker.benchmarks;

import java.io.PrintStream;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints which bars were reached.
 */
final class BarTable {

	/**
	 * A time that misses its bar by more than this factor does so on any machine.
	 */
	private static final double FAR_OFF = 3;

	private static final String LINE = "| %-34s | %-24s | %-50s | %9s | %-8s |%n";

	private final PrintStream out;

	BarTable(PrintStream out) {
		this.out = out;
	}

	/**
	 * Prints all bars that the run can tell of.
	 * @return whether all are kept that do not depend on noise
	 */
	boolean print(List<Measurement> rows, int threads) {
		Map<String, Measurement> byName = new HashMap<>();
		rows.forEach((row) -> byName.put(row.path() + row.subject(), row));
		this.out.println();
		this.out.printf(Locale.ROOT, LINE, "path", "contender", "bar", "reached", "");
		this.out.printf(Locale.ROOT, LINE, "---", "---", "---", "---:", "---");
		boolean kept = true;
		for (Bar bar : Bar.ALL) {
			Measurement ours = byName.get(bar.path() + bar.subject());
			Measurement other = byName.get(bar.otherPath() + bar.other());
			if (bar.threads().contains(threads) && ours != null && (other != null || bar.other().isEmpty())) {
				double otherTime = (other != null) ? other.time(threads) : 0;
				double otherBytes = (other != null) ? other.bytes() : 0;
				double reached = bar.reached(ours, otherTime, otherBytes, threads);
				Measurement limit = byName.get(bar.path() + bar.limit());
				print(bar, reached, (limit != null) ? bar.reached(limit, otherTime, otherBytes, threads) : Double.NaN);
				kept &= bar.isKept(reached, FAR_OFF);
			}
		}
		return kept;
	}

	/**
	 * Prints a bar, and beside a missed one what its limit reaches.
	 * @param limit what the limit reaches, not a number where none was measured
	 */
	private void print(Bar bar, double reached, double limit) {
		boolean kept = bar.isKept(reached, 1);
		String verdict = kept ? "kept" : bar.isKept(reached, FAR_OFF) ? "not kept" : "MISSED";
		if (!kept && !Double.isNaN(limit)) {
			verdict += String.format(Locale.ROOT, "; %s: %.2f", Measurement.label(bar.limit()), limit);
		}
		this.out.printf(Locale.ROOT, LINE, bar.path(), Measurement.label(bar.subject()), bar.words(),
				String.format(Locale.ROOT, "%.2f", reached), verdict);
	}

}
