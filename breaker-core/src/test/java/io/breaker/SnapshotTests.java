package io.breaker;

import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.config.Window;
import io.breaker.event.BreakerState;
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

	@Test
	void reopenedBreakerTellsTheLatestFailureOfItsTrials() {
		TestBreakers test = new TestBreakers(
				(s) -> s.consecutiveFailures(1).trialCalls(2).openFor(Duration.ofSeconds(1)).openJitter(0));
		test.breaker.acquire().failure(new IOException("broken"));
		assertThat(test.breaker.snapshot().lastFailure()).isEqualTo("java.io.IOException");
		test.time.advance(Duration.ofSeconds(1));

		Permit first = test.breaker.acquire();
		Permit second = test.breaker.acquire();
		second.success();
		test.time.advance(Duration.ofMillis(1));
		first.failure(new ConnectException("refused"));

		assertThat(test.breaker.state()).isEqualTo(BreakerState.OPEN);
		assertThat(test.breaker.snapshot().lastFailure()).isEqualTo("java.net.ConnectException");
		assertThat(test.breaker.incidents()).singleElement().satisfies((incident) -> {
			assertThat(incident.trialsFailed()).isOne();
			assertThat(incident.trialsSucceeded()).isOne();
		});
	}

}
