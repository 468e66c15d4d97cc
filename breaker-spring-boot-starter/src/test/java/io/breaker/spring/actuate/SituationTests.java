package io.breaker.spring.actuate;

import java.io.IOException;
import java.time.Duration;
import java.util.List;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.spring.aop.GuardDescription;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What is going on, in words.
 */
class SituationTests {

	private static final GuardDescription ANSWERED = new GuardDescription("x", "Shop", "Shop.stock()",
			List.of("Stock Shop.last()"), true);

	private static final GuardDescription EXPOSED = new GuardDescription("x", "Shop", "Shop.order()", List.of(), false);

	private final ManualTime time = new ManualTime();

	private final Breaker breaker = BreakerRegistry.builder()
		.timeSource(this.time)
		.configuration(BreakerConfiguration.builder()
			.defaults((settings) -> settings.evidence(4).evidenceTime(Duration.ZERO).openJitter(0))
			.build())
		.build()
		.breaker("x");

	private String say(GuardDescription... guards) {
		return Situation.of(this.breaker.snapshot(), List.of(guards));
	}

	private void fail(int times) {
		for (int i = 0; i < times; i++) {
			this.breaker.acquire().failure(new IOException());
		}
	}

	@Test
	void closed() {
		fail(1);

		assertThat(say(EXPOSED))
			.isEqualTo("Closed since 2026-01-01T12:00:00Z; 25% of the evidence for opening is there.");
	}

	@Test
	void open() {
		fail(4);
		this.time.advance(Duration.ofMillis(160));

		assertThat(say(ANSWERED)).isEqualTo("Open since 2026-01-01T12:00:00Z, opened by failure rate 100 % of 4 calls, "
				+ "last failure: java.io.IOException. Calls are rejected; the next trial comes in 0.84 s. Rejected callers "
				+ "get the answer of a fallback.");
	}

	@Test
	void halfOpenAndRecovering() {
		fail(4);
		this.time.advance(Duration.ofSeconds(1));
		assertThat(say())
			.isEqualTo("Half-open since 2026-01-01T12:00:01Z, opened by failure rate 100 % of 4 calls, last "
					+ "failure: java.io.IOException. Trial calls find out whether the callee is back; others are rejected. "
					+ "Rejected callers get a CallRejectedException.");

		this.breaker.run(() -> {
		});
		this.time.advance(Duration.ofMillis(100));

		assertThat(say(ANSWERED, EXPOSED))
			.isEqualTo("Recovering since 2026-01-01T12:00:01Z, opened by failure rate 100 % "
					+ "of 4 calls, last failure: java.io.IOException. A growing share of the calls passes, all of them in "
					+ "0.9 s. 0% of the evidence for opening is there. Rejected callers of 1 of 2 guarded methods get the "
					+ "answer of a fallback, the others a CallRejectedException.");
	}

	@Test
	void forcedOpen() {
		this.breaker.overrideMode(BreakerMode.FORCED_OPEN,
				Intervention.by("alice").because("maintenance").lasting(Duration.ofMinutes(10)));

		assertThat(say(EXPOSED)).isEqualTo("Forced open by alice (maintenance) since 2026-01-01T12:00:00Z until "
				+ "2026-01-01T12:10:00Z: every call is rejected. Its state rests at CLOSED. Rejected callers get a "
				+ "CallRejectedException.");
	}

	@Test
	void disabled() {
		this.breaker.overrideMode(BreakerMode.DISABLED, Intervention.by("alice"));

		assertThat(say(EXPOSED))
			.isEqualTo("Disabled by alice since 2026-01-01T12:00:00Z until somebody drops it: every "
					+ "call passes, and none is counted. Its state rests at CLOSED.");
	}

	@Test
	void observed() {
		this.breaker.overrideMode(BreakerMode.OBSERVE, Intervention.by("alice"));
		fail(4);

		assertThat(say(EXPOSED))
			.isEqualTo("Only observed by alice since 2026-01-01T12:00:00Z until somebody drops it: no "
					+ "call is rejected. Open since 2026-01-01T12:00:00Z, opened by failure rate 100 % of 4 calls, last "
					+ "failure: java.io.IOException.");
	}

	@Test
	void observedAsConfigured() {
		Breaker observed = BreakerRegistry.builder()
			.timeSource(this.time)
			.configuration(
					BreakerConfiguration.builder().defaults((settings) -> settings.mode(BreakerMode.OBSERVE)).build())
			.build()
			.breaker("x");

		assertThat(Situation.of(observed.snapshot(), List.of(EXPOSED)))
			.startsWith("Only observed, as configured: no call is rejected. Closed since ");
	}

	@Test
	void enforcedOverAConfiguredMode() {
		this.breaker.overrideMode(BreakerMode.ENFORCE, Intervention.by("alice"));

		assertThat(say()).startsWith("Enforced by alice since 2026-01-01T12:00:00Z until somebody drops it: calls are "
				+ "rejected as the state says. Closed since ");
	}

}
