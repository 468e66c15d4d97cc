package io.breaker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import io.breaker.config.Intervention;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerState;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Chance spreads the waits of breakers in production, and has no say in tests.
 */
class DieTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static List<Duration> waits(TimeSource time) {
		BreakerRegistry registry = BreakerRegistry.builder().timeSource(time).build();
		return Stream.iterate(0, (i) -> i + 1).limit(1_000).map((i) -> wait(registry.breaker("b" + i))).toList();
	}

	private static Duration wait(Breaker breaker) {
		breaker.moveTo(BreakerState.OPEN, Intervention.by("test"));
		Duration wait = breaker.snapshot().retryAfter();
		assertThat(wait).isNotNull();
		return wait;
	}

	@Test
	void waitsAreAsLongAsTheSettingSaysWhereATestDrivesTheTime() {
		assertThat(waits(new ManualTime())).containsOnly(SECOND);
	}

	@Test
	void waitsAreSpreadOverTheWholeJitterWhereTimeRunsByItself() {
		assertThat(waits(new StandingTime())).allMatch((wait) -> wait.minus(SECOND).abs().toMillis() <= 200)
			.anyMatch((wait) -> wait.toMillis() < 850)
			.anyMatch((wait) -> wait.toMillis() > 1_150);
	}

	/**
	 * A time source of a user, which nobody drives.
	 */
	private static final class StandingTime implements TimeSource {

		@Override
		public long nanoTime() {
			return 0;
		}

		@Override
		public Instant now() {
			return Instant.EPOCH;
		}

	}

}
