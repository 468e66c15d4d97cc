package io.breaker.spring.health;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfigurationBuilder;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.spring.HealthPolicy;
import io.breaker.spring.SpringSettings;
import io.breaker.spring.aop.CallDisturber;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthContributors;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The health of breakers.
 */
class BreakersHealthTests {

	private static final Intervention ALICE = Intervention.by("alice").because("maintenance");

	private final ManualTime time = new ManualTime();

	private final BreakerRegistry breakers = BreakerRegistry.builder()
		.configuration(new BreakerConfigurationBuilder(SpringSettings.all())
			.defaults((settings) -> settings.consecutiveFailures(2).openJitter(0).openFor(Duration.ofSeconds(4)))
			.instance("hidden", (settings) -> settings.set(SpringSettings.HEALTH, HealthPolicy.IGNORE))
			.instance("vital", (settings) -> settings.set(SpringSettings.HEALTH, HealthPolicy.DOWN_WHEN_OPEN))
			.build())
		.timeSource(this.time)
		.build();

	private final BreakersHealth health = new BreakersHealth(this.breakers, CallDisturber.NONE);

	private Health healthOf(String name) {
		Health health = ((HealthIndicator) this.health.getContributor(name)).health();
		assertThat(health).isNotNull();
		return health;
	}

	@Test
	void closedBreakerIsUpAndSaysSo() {
		this.breakers.breaker("inventory");

		Health health = healthOf("inventory");

		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails())
			.isEqualTo(Map.of("state", "CLOSED", "mode", "ENFORCE", "since", "2026-01-01T12:00:00Z"));
	}

	// INV-70
	@Test
	void openBreakerIsUpAndSaysWhyAndForHowLong() {
		Breaker breaker = this.breakers.breaker("inventory");
		breaker.acquire().failure(new IOException("secret"));
		breaker.acquire().failure(new IOException("secret"));
		this.time.advance(Duration.ofMillis(1500));

		Health health = healthOf("inventory");

		assertThat(health.getStatus()).isEqualTo(Status.UP);
		assertThat(health.getDetails())
			.isEqualTo(Map.of("state", "OPEN", "mode", "ENFORCE", "since", "2026-01-01T12:00:00Z", "retryAfter", 2.5,
					"reason", "opened by 2 consecutive failures, last: java.io.IOException"));
	}

	@Test
	void vitalBreakerIsDownWhileItIsOpen() {
		BreakerStates.open(this.breakers.breaker("vital"));

		assertThat(healthOf("vital").getStatus()).isEqualTo(Status.DOWN);
		assertThat(healthOf("vital").getDetails()).containsEntry("state", "OPEN").containsEntry("retryAfter", 4.0);
	}

	@Test
	void vitalBreakerIsUpAgainWhenTrialsCanComeBecauseTheyComeWithTraffic() {
		BreakerStates.open(this.breakers.breaker("vital"));

		this.time.advance(Duration.ofSeconds(4));

		assertThat(healthOf("vital").getStatus()).isEqualTo(Status.UP);
		assertThat(healthOf("vital").getDetails()).containsEntry("state", "HALF_OPEN");
	}

	@ParameterizedTest
	@EnumSource(names = { "OBSERVE", "DISABLED" })
	void vitalBreakerThatTurnsNobodyAwayIsUp(BreakerMode mode) {
		Breaker breaker = this.breakers.breaker("vital");
		BreakerStates.open(breaker);

		breaker.overrideMode(mode, ALICE);

		assertThat(healthOf("vital").getStatus()).isEqualTo(Status.UP);
	}

	@Test
	void vitalBreakerThatIsForcedOpenIsDownAndSaysByWhom() {
		this.breakers.breaker("vital").overrideMode(BreakerMode.FORCED_OPEN, ALICE.lasting(Duration.ofSeconds(30)));

		assertThat(healthOf("vital").getStatus()).isEqualTo(Status.DOWN);
		assertThat(healthOf("vital").getDetails()).containsEntry("mode", "FORCED_OPEN")
			.containsEntry("retryAfter", 30.0)
			.containsEntry("reason", "set by alice: maintenance");
	}

	@Test
	void hiddenBreakerIsNowhere() {
		this.breakers.breaker("hidden");
		this.breakers.breaker("inventory");

		assertThat(this.health.getContributor("hidden")).isNull();
		assertThat(this.health.stream().map(HealthContributors.Entry::name)).containsExactly("inventory");
	}

	// INV-69
	@Test
	void askingForAnUnknownBreakerMakesNone() {
		assertThat(this.health.getContributor("unknown")).isNull();
		assertThat(this.breakers.find("unknown")).isEmpty();
	}

	// INV-52
	@Test
	void removedBreakerIsGone() {
		this.breakers.breaker("inventory");

		this.breakers.remove("inventory");

		assertThat(this.health.stream()).isEmpty();
	}

	// INV-11
	@Test
	void askingTakesNoPermit() {
		Breaker breaker = this.breakers.breaker("inventory");
		BreakerStates.halfOpen(breaker);

		for (int i = 0; i < 10; i++) {
			healthOf("inventory");
		}

		assertThat(breaker.tryAcquire()).isPresent();
	}

}
