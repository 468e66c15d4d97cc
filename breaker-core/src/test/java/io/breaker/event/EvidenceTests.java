package io.breaker.event;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What people read about why a breaker moved, and what it counted.
 */
class EvidenceTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			EVIDENCE             | 15 | 15 | failure rate 100 % of 15 calls
			FAILURE_RATE         | 25 | 40 | failure rate 63 % of 40 calls
			SLOW_CALL_RATE       | 1  | 3  | slow rate 33 % of 3 calls
			CONSECUTIVE_FAILURES | 1  | 1  | 1 consecutive failure
			CONSECUTIVE_FAILURES | 5  | 5  | 5 consecutive failures
			TRIALS_SUCCEEDED     | 0  | 3  | 0 successful trials
			TRIALS_FAILED        | 2  | 3  | 2 failed trials
			WAIT_OVER            | 0  | 0  | the wait is over
			RAMP_COMPLETE        | 0  | 0  | the ramp is complete
			OPERATOR             | 0  | 0  | an operator
			RESET                | 0  | 0  | a reset
			""")
	void isToldInWords(Trigger trigger, long bad, long calls, String words) {
		assertThat(new Evidence(trigger, bad, calls).describe()).isEqualTo(words);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0, 0", "0, 1, 0", "1, 1, 100", "1, 4, 25" })
	void rateIsAPercentage(long bad, long calls, double rate) {
		assertThat(new Evidence(Trigger.FAILURE_RATE, bad, calls).rate()).isEqualTo(rate);
	}

	@Test
	void attemptsAreTheSumOfAllTotals() {
		CallTotals totals = new CallTotals(1, 20, 300, 4_000, 50_000, 600_000, 7_000_000, 80_000_000);

		assertThat(totals.attempts()).isEqualTo(87_654_321);
		assertThat(totals.of(Outcome.WOULD_REJECT)).isEqualTo(80_000_000);
	}

}
