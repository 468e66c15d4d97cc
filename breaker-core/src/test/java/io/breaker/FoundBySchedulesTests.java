package io.breaker;

import java.io.IOException;
import java.time.Duration;

import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerState;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What random schedules found, each as a story of its own.
 */
class FoundBySchedulesTests {

	private static final Intervention OPERATOR = Intervention.by("operator");

	// INV-33
	@Test
	void isWokenEarlierWhenAFailedTrialLeavesLessToWaitFor() {
		ManualTime time = new ManualTime();
		BreakerRegistry registry = BreakerRegistry.builder().timeSource(time).alarm(time.alarm()).build();
		DefaultBreaker breaker = (DefaultBreaker) registry.breaker("test");
		breaker.change(BreakerSettings.of((s) -> s.trialCalls(3).recoveryRate(50).trialTimeout(Duration.ofSeconds(10))),
				OPERATOR);
		BreakerStates.halfOpen(breaker);
		breaker.acquire();
		time.advance(Duration.ofSeconds(5));
		breaker.acquire().failure(new IOException());

		time.advance(Duration.ofSeconds(5));

		assertThat(breaker.machine().present().kind()).isEqualTo(BreakerState.OPEN);
	}

	@Test
	void tellsNoTimeToWaitWhileDisabled() {
		TestBreakers test = new TestBreakers((s) -> {
		});
		BreakerStates.open(test.breaker);

		test.breaker.overrideMode(BreakerMode.DISABLED, OPERATOR.lasting(Duration.ofMinutes(1)));

		assertThat(test.breaker.snapshot().retryAfter()).isNull();
	}

}
