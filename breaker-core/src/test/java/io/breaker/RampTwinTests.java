package io.breaker;

import java.time.Duration;
import java.util.SplittableRandom;

import io.breaker.config.BreakerSettings;
import io.breaker.event.Evidence;
import io.breaker.event.Trigger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The calls that pass while recovering are held, one by one, against the sum of their
 * shares.
 */
class RampTwinTests {

	private static final long HOUR = Duration.ofHours(1).toNanos();

	private static final Outage OUTAGE = new Outage(new Evidence(Trigger.OPERATOR, 0, 0), Cause.NONE, 0, 0);

	@ParameterizedTest
	@ValueSource(longs = { Long.MAX_VALUE, Long.MAX_VALUE - 500_000_000, Long.MIN_VALUE, -1, 0 })
	void letsAsManyCallsPassAsTheSharesAddUpTo(long start) {
		for (long length : new long[] { 1, 9, 10, 11, 1_000_000_000, 20_000_000_000L, HOUR }) {
			SplittableRandom random = new SplittableRandom(length);
			RecoveringState state = recovering(start, length);
			NaiveRamp twin = new NaiveRamp();
			long elapsed = 0;
			while (elapsed <= length && twin.calls() < 5_000) {
				assertThat(state.admit(start + elapsed) != null)
					.as("call %d after %d of %d", twin.calls(), elapsed, length)
					.isEqualTo(twin.passes(elapsed, length));
				elapsed += random.nextLong(length / 200 + 2);
			}
		}
	}

	@Test
	void beginsWithTheFirstOfTenCalls() {
		RecoveringState state = recovering(0, HOUR);

		StringBuilder passed = new StringBuilder();
		for (int i = 0; i < 30; i++) {
			passed.append((state.admit(0) != null) ? 'x' : '.');
		}

		assertThat(passed).hasToString("x.........".repeat(3));
	}

	@Test
	void letsEveryCallPassAtTheEndOfTheRamp() {
		RecoveringState state = recovering(Long.MAX_VALUE, 1_000);

		for (int i = 0; i < 100; i++) {
			assertThat(state.admit(Long.MAX_VALUE + 1_000)).isNotNull();
		}
	}

	@Test
	void hasLetHalfOfThemPassFourNinthsOfTheWay() {
		RecoveringState state = recovering(0, 9_000);

		int passed = 0;
		for (int i = 0; i < 1_000; i++) {
			passed += (state.admit(4_000) != null) ? 1 : 0;
		}

		assertThat(passed).isEqualTo(500);
	}

	private static RecoveringState recovering(long start, long length) {
		BreakerSettings settings = BreakerSettings
			.of((s) -> s.ramp(Duration.ofNanos(length)).rampMax(Duration.ofNanos(length)));
		return new RecoveringState(Position.first(new Terms(settings, () -> 0), start), OUTAGE);
	}

}
