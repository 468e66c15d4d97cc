package io.breaker.window;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

/**
 * How many calls it takes to open, as the page on states says: many where the backend is
 * only noisy, few where it is down.
 */
class FalseAlarmsTests {

	private static final Path PAGE = Path.of("..", "docs", "states.md");

	private static final Pattern ROW = Pattern.compile("\\| (\\d+) % \\| ([\\d,]+) \\| ([\\d,]+) \\|");

	private static final long BETWEEN_CALLS = Duration.ofMillis(100).toNanos();

	private static final long EVIDENCE_TIME = Duration.ofSeconds(1).toNanos();

	private static final TripSpec EVIDENCE = new TripSpec(0, 0, 1, 20, 500_000, 0, 15, EVIDENCE_TIME, 0);

	private static final TripSpec WINDOW = new TripSpec(100, 0, 1, 100, 500_000, 0, 15, EVIDENCE_TIME, 0);

	static List<Row> rows() throws IOException {
		return ROW.matcher(Files.readString(PAGE)).results().map(Row::of).toList();
	}

	@Test
	void pageComparesTheTwoRules() throws IOException {
		assertThat(rows()).extracting(Row::failing).containsExactly(30, 40, 60, 70, 100);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void opensAfterAsManyCallsAsThePageSays(Row row) {
		assertThat(callsUntilOpen(EVIDENCE, row.failing)).isCloseTo(row.evidence, withinPercentage(10));
		assertThat(callsUntilOpen(WINDOW, row.failing)).isCloseTo(row.window, withinPercentage(10));
	}

	/**
	 * Returns how many calls pass on average until a breaker opens that saw a hundred
	 * successes before.
	 */
	private static double callsUntilOpen(TripSpec spec, int failing) {
		SplittableRandom random = new SplittableRandom(failing);
		int rounds = (failing <= 30) ? 100 : 2_000;
		long calls = 0;
		for (int round = 0; round < rounds; round++) {
			calls += new Backend(spec).callsUntilOpen(failing, random);
		}
		return (double) calls / rounds;
	}

	/**
	 * A backend that was well for a hundred calls, and a detector that watched it.
	 */
	private static final class Backend {

		private final Detector detector;

		private long successes;

		private long now;

		Backend(TripSpec spec) {
			this.detector = Detector.create(spec, 1, () -> this.successes, 0);
			for (int i = 0; i < 100; i++) {
				call(false);
			}
		}

		private boolean call(boolean fails) {
			this.now += BETWEEN_CALLS;
			if (!fails) {
				this.successes++;
			}
			return this.detector.record(fails ? Kind.FAILURE : Kind.SUCCESS, this.now) != null;
		}

		long callsUntilOpen(int failing, SplittableRandom random) {
			long calls = 1;
			while (!call(random.nextInt(100) < failing)) {
				calls++;
			}
			return calls;
		}

	}

	/**
	 * A row of the page.
	 *
	 * @param failing percent of the calls that fail
	 * @param evidence after how many calls the evidence opens
	 * @param window after how many calls a window of a hundred opens
	 */
	record Row(int failing, long evidence, long window) {

		static Row of(MatchResult row) {
			return new Row(Integer.parseInt(row.group(1)), number(row.group(2)), number(row.group(3)));
		}

		private static long number(String text) {
			return Long.parseLong(text.replace(",", ""));
		}

	}

}
