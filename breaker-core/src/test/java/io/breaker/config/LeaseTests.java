package io.breaker.config;

import java.time.Duration;

import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A decision of an operator ends when its time is over, and nothing else ends it.
 */
class LeaseTests {

	private static final Intervention ALICE = Intervention.by("alice").because("tuning");

	// INV-29, INV-30
	@ParameterizedTest
	@ValueSource(longs = { 0, -5, Long.MAX_VALUE - 1_000, Long.MIN_VALUE })
	void endsByTheMonotonicClock(long start) {
		ManualTime time = new ManualTime(start);

		Lease lease = Lease.begin(ALICE.lasting(Duration.ofMinutes(10)), time);
		time.shiftWallClock(Duration.ofHours(1));

		assertThat(lease.actor()).isEqualTo("alice");
		assertThat(lease.reason()).isEqualTo("tuning");
		assertThat(lease.until()).isEqualTo("2026-01-01T12:10:00Z");
		assertThat(lease.remaining(time.nanoTime())).isEqualTo(Duration.ofMinutes(10).toNanos());
		time.advance(Duration.ofMinutes(10));
		assertThat(lease.remaining(time.nanoTime())).isZero();
	}

	@Test
	void withoutAnEndItNeverEnds() {
		Lease lease = Lease.begin(ALICE, new ManualTime());

		assertThat(lease.until()).isNull();
		assertThat(lease.remaining(Long.MAX_VALUE)).isEqualTo(Long.MAX_VALUE);
	}

}
