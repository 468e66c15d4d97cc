package io.breaker.benchmarks;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Prints findings as they come in, and remembers whether one is far off its bar.
 */
final class FindingTable {

	private static final String LINE = "| %-48s | %-40s | %12s | %-10s | %9s | %-8s |%n";

	private final PrintStream out;

	private boolean kept = true;

	FindingTable(PrintStream out) {
		this.out = out;
		this.out.println();
		this.out.printf(LINE, "what", "contender", "figure", "unit", "bar", "");
		this.out.printf(LINE, "---", "---", "---:", "---", "---:", "---");
	}

	void add(Finding finding) {
		this.kept &= !finding.isFarOff();
		this.out.printf(LINE, finding.what(), Measurement.label(finding.contender()), number(finding.figure()),
				finding.unit(), finding.hasBar() ? number(finding.most()) : "", word(finding));
	}

	private static String number(double number) {
		return String.format(Locale.ROOT, (Math.abs(number) < 100) ? "%.2f" : "%.0f", number);
	}

	private static String word(Finding finding) {
		if (!finding.hasBar()) {
			return "";
		}
		return finding.isKept() ? "kept" : finding.isFarOff() ? "MISSED" : "not kept";
	}

	/**
	 * Tells whether no finding is farther off its bar than noise could bring it.
	 */
	boolean isKept() {
		return this.kept;
	}

}
