package io.breaker;

import java.time.Duration;
import java.util.SplittableRandom;

import io.breaker.config.BreakerSettings;
import io.breaker.config.Rate;
import io.breaker.config.Settings;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Waits and ramps are held against numbers without end.
 */
// INV-30
class WaitsTwinTests {

	private static final long DAY = Duration.ofDays(1).toNanos();

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private static final long[] WAITS = { 1_000_000, 1_000_001, 999_999_999, 1_000_000_000, 5_000_000_000L, DAY / 2,
			DAY / 2 + 1, DAY - 1, DAY };

	private static final int[] JITTERS = { 0, 1, 200_000, 333_333, 899_999, 900_000 };

	private static final int[] TIMES = { 0, 1, 2, 3, 10, 46, 62, 63, 64, 1_000 };

	private static final int[] DICE = { -1_000_000, -999_999, -333_333, -1, 0, 1, 500_000, 999_999, 1_000_000 };

	private final SplittableRandom random = new SplittableRandom(7);

	@Test
	void waitsAsLongAsNumbersWithoutEndSay() {
		for (long first : WAITS) {
			for (long most : WAITS) {
				for (int jitter : JITTERS) {
					if (first <= most) {
						waitsAgree(first, most, jitter);
					}
				}
			}
		}
	}

	private void waitsAgree(long first, long most, int jitter) {
		BreakerSettings settings = BreakerSettings.of((s) -> s.openFor(Duration.ofNanos(first))
			.openForMax(Duration.ofNanos(most))
			.set(Settings.OPEN_JITTER, Rate.millionths(jitter)));
		for (int times : TIMES) {
			for (int die : DICE) {
				long asked = (this.random.nextInt(3) == 0) ? this.random.nextLong(DAY) : 0;
				assertThat(Waits.open(settings, times, die, asked))
					.isEqualTo(NaiveWaits.open(first, most, jitter, times, die, asked));
			}
		}
	}

	@Test
	void rampsAsLongAsNumbersWithoutEndSay() {
		for (long first : new long[] { 0, 1, 1_000_000_000, HOUR / 2 + 1, HOUR }) {
			for (long most : new long[] { 0, 1, 20_000_000_000L, HOUR - 1, HOUR }) {
				if (first <= most) {
					BreakerSettings settings = BreakerSettings
						.of((s) -> s.ramp(Duration.ofNanos(first)).rampMax(Duration.ofNanos(most)));
					for (int times : TIMES) {
						assertThat(Waits.ramp(settings, times)).isEqualTo(NaiveWaits.ramp(first, most, times));
					}
				}
			}
		}
	}

	@Test
	void neverLeavesTheSpread() {
		BreakerSettings settings = BreakerSettings
			.of((s) -> s.openFor(Duration.ofSeconds(1)).openForMax(Duration.ofSeconds(5)).openJitter(20));

		assertThat(Waits.open(settings, 0, -1_000_000, 0)).isEqualTo(800_000_000L);
		assertThat(Waits.open(settings, 2, 1_000_000, 0)).isEqualTo(4_800_000_000L);
		assertThat(Waits.open(settings, 3, 1_000_000, 0)).isEqualTo(6_000_000_000L);
	}

}
