package io.breaker.config;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * A rate is exact: what was written is what is compared.
 */
// INV-24
class RateTests {

	@ParameterizedTest
	@CsvSource({ "0, 0", "0.0001, 1", "0.5, 5000", "33.34, 333400", "33.3333, 333333", "99.9999, 999999",
			"100, 1000000", "1e2, 1000000" })
	void keepsPercentExactly(double percent, int millionths) {
		Rate rate = Rate.percent(percent);

		assertThat(rate.millionths()).isEqualTo(millionths);
		assertThat(rate.percent()).isEqualTo(percent);
	}

	@Tag("slow")
	@Test
	void everyMillionthSurvivesItsText() {
		for (int millionths = 0; millionths <= Rate.WHOLE; millionths += 7) {
			Rate rate = Rate.millionths(millionths);

			Rate read = Rate.percent(rate.percent());

			assertThat(read).isEqualTo(rate);
		}
	}

	@ParameterizedTest
	@ValueSource(doubles = { Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0001, 100.0001, 0.00001,
			33.33333, Double.MIN_VALUE, Double.MAX_VALUE })
	void refusesWhatIsNoRate(double percent) {
		assertThatIllegalArgumentException().isThrownBy(() -> Rate.percent(percent))
			.withMessageStartingWith("'percent' must ");
	}

	@ParameterizedTest
	@ValueSource(ints = { -1, Rate.WHOLE + 1, Integer.MIN_VALUE, Integer.MAX_VALUE })
	void refusesMillionthsOutsideTheWhole(int millionths) {
		assertThatIllegalArgumentException().isThrownBy(() -> Rate.millionths(millionths))
			.withMessage("'millionths' must be from 0 to 1000000 but was " + millionths);
	}

	@ParameterizedTest
	@CsvSource({ "0, 0%", "1, 0.0001%", "5000, 0.5%", "100000, 10%", "333400, 33.34%", "1000000, 100%" })
	void readsAsItIsWritten(int millionths, String text) {
		assertThat(Rate.millionths(millionths)).hasToString(text);
	}

	@Test
	void comparesByValue() {
		Rate third = Rate.percent(33.3333);

		assertThat(third).isEqualTo(Rate.millionths(333_333))
			.hasSameHashCodeAs(Rate.millionths(333_333))
			.isLessThan(Rate.percent(33.34))
			.isNotEqualTo(Rate.percent(33.34))
			.isNotEqualTo("33.3333%");
	}

	@Test
	void negativeZeroIsZero() {
		assertThat(Rate.percent(-0.0)).isEqualTo(Rate.millionths(0));
	}

}
