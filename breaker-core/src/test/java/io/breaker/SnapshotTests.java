package io.breaker;

import java.time.Duration;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.Window;
import io.breaker.event.WindowCounts;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The numbers that people see, and where there are none.
 */
class SnapshotTests {

	@Test
	void evidenceGrowsFromNothingToAllOfIt() {
		TestBreakers test = new TestBreakers((s) -> s.evidence(4).evidenceTime(Duration.ofSeconds(1)));
		assertThat(test.breaker.snapshot().evidence()).isZero();

		test.fail();
		assertThat(test.breaker.snapshot().evidence()).isEqualTo(0.25);

		test.fail(2);
		test.time.advance(Duration.ofSeconds(1));
		test.fail();
		assertThat(test.breaker.snapshot().evidence()).isOne();
	}

	@Test
	void disabledBreakerHasNoEvidence() {
		TestBreakers test = new TestBreakers((s) -> s.evidence(4));
		test.fail();

		test.breaker.overrideMode(BreakerMode.DISABLED, Intervention.by("test"));

		assertThat(test.breaker.snapshot().evidence()).isZero();
	}

	@Test
	void ratesAreUndefinedBelowTheMinimumOfCalls() {
		TestBreakers test = new TestBreakers(
				(s) -> s.failureRate(90).window(Window.ofCalls(10)).minimumCalls(2).slowCall(Duration.ofSeconds(1)));

		test.succeed();
		assertThat(test.breaker.snapshot().failureRate()).isNull();
		assertThat(test.breaker.snapshot().slowRate()).isNull();

		test.fail();
		assertThat(test.breaker.snapshot().failureRate()).isEqualTo(50.0);
		assertThat(test.breaker.snapshot().slowRate()).isZero();
		assertThat(test.breaker.snapshot().window()).isEqualTo(new WindowCounts(2, 1, 0));
	}

	@Test
	void slowRateIsUndefinedWhereNothingIsSlow() {
		TestBreakers test = new TestBreakers((s) -> s.window(Window.ofCalls(10)).minimumCalls(1));

		test.succeed();

		assertThat(test.breaker.snapshot().failureRate()).isZero();
		assertThat(test.breaker.snapshot().slowRate()).isNull();
	}

}
