package io.breaker.config;

import java.time.Duration;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Durations are read and written as people write them.
 */
class DurationsTests {

	@ParameterizedTest
	@CsvSource({ "7ns, PT0.000000007S", "7us, PT0.000007S", "7ms, PT0.007S", "7s, PT7S", "7m, PT7M", "7h, PT7H",
			"7d, PT168H", "0s, PT0S", "-7s, PT-7S", "+7s, PT7S", "7S, PT7S", "7MS, PT0.007S", "' 7s ', PT7S",
			"PT7S, PT7S", "pt1.5s, PT1.5S", "P1DT2H, PT26H", "999999999999999999ns, PT277777H46M39.999999999S" })
	void readsEveryUnitAndIso(String text, Duration duration) {
		assertThat(Durations.parse(text)).isEqualTo(duration);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "7", "s", "7 s", "7x", "7.5s", "1s1s", "1h30m", "--7s", "PT", "P", "7µs", "NaNs",
			"9999999999999999999s", "99999999999999999999999999d", "1e3s", "٧s", "7s;" })
	void readsNothingElse(String text) {
		assertThat(Durations.parse(text)).isNull();
	}

	@ParameterizedTest
	@CsvSource({ "0, 0s", "1, 1ns", "1000, 1us", "1500, 1500ns", "1000000, 1ms", "800000000, 800ms", "1000000000, 1s",
			"90000000000, 90s", "60000000000, 1m", "3600000000000, 1h", "86400000000000, 1d", "172800000000000, 2d",
			"-1000000000, -1s" })
	void writesTheLargestUnitWithoutFraction(long nanos, String text) {
		assertThat(Durations.format(Duration.ofNanos(nanos))).isEqualTo(text);
	}

	@Test
	void readsBackWhatItWrote() {
		Random random = new Random(20260101);
		for (int i = 0; i < 10_000; i++) {
			Duration duration = Duration.ofNanos(random.nextLong() >> random.nextInt(64));

			String text = Durations.format(duration);

			assertThat(Durations.parse(text)).as("%s", text).isEqualTo(duration);
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { Long.MAX_VALUE, Long.MIN_VALUE })
	void longestDurationsAreWrittenAndReadBack(long seconds) {
		Duration duration = Duration.ofSeconds(seconds);

		assertThat(Durations.parse(Durations.format(duration))).isEqualTo(duration);
	}

}
