package io.breaker;

import java.time.Duration;

import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerState;
import io.breaker.event.ModeChanged;
import io.breaker.event.Outcome;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What the four modes do, and how long they last.
 */
class ModesTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private static final Intervention ALICE = Intervention.by("alice").because("drill");

	private final TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));

	@Test
	void observeMovesLikeEnforceButRejectsNobody() {
		this.test.breaker.overrideMode(BreakerMode.OBSERVE, ALICE);
		this.test.fail();
		this.test.succeed(3);

		assertThat(this.test.breaker).isOpen()
			.hasCounted(Outcome.WOULD_REJECT, 3)
			.hasCounted(Outcome.REJECTED, 0)
			.hasCounted(Outcome.SUCCESS, 0);
	}

	@Test
	void observeTakesTrialsLikeEnforce() {
		this.test.breaker.overrideMode(BreakerMode.OBSERVE, ALICE);
		this.test.fail();
		this.test.time.advance(SECOND);
		Permit trial = this.test.breaker.acquire();
		this.test.fail();
		assertThat(this.test.breaker).isHalfOpen();

		trial.success();

		assertThat(this.test.breaker).isRecovering();
	}

	@Test
	void changingBetweenEnforceAndObserveKeepsThePeriod() {
		Permit permit = this.test.breaker.acquire();
		this.test.breaker.overrideMode(BreakerMode.OBSERVE, ALICE);

		permit.failure(new IllegalStateException());

		assertThat(this.test.breaker).isOpen();
	}

	@Test
	void forcedOpenRejectsEveryCall() {
		this.test.breaker.overrideMode(BreakerMode.FORCED_OPEN, ALICE);

		assertThatExceptionOfType(CallRejectedException.class).isThrownBy(this.test.breaker::acquire)
			.withMessage("Circuit breaker 'test' is FORCED_OPEN and rejected the call (by alice: drill)");
		assertThat(this.test.breaker).hasCounted(Outcome.REJECTED, 1).isClosed();
	}

	@Test
	void disabledLetsEverybodyPassAndCountsNothing() {
		this.test.breaker.overrideMode(BreakerMode.DISABLED, ALICE);

		this.test.fail(10);

		assertThat(this.test.breaker.totals().attempts()).isZero();
		assertThat(this.test.breaker).isClosed();
	}

	@Test
	void configuredModeReturnsAtExactlyTheExpiry() {
		this.test.breaker.overrideMode(BreakerMode.FORCED_OPEN, ALICE.lasting(SECOND));
		this.test.time.advanceNanos(999_999_999);
		assertThat(this.test.breaker.tryAcquire()).isEmpty();

		this.test.time.advanceNanos(1);

		assertThat(this.test.breaker.tryAcquire()).isPresent();
		assertThat(this.test.breaker).hasMode(BreakerMode.ENFORCE);
	}

	@Test
	void alarmEndsAnOverrideWithoutACall() {
		ManualTime time = new ManualTime();
		BreakerRegistry registry = BreakerRegistry.builder().timeSource(time).alarm(time.alarm()).build();
		Breaker breaker = registry.breaker("b");
		breaker.overrideMode(BreakerMode.OBSERVE, ALICE.lasting(SECOND));
		assertThat(time.alarmsSet()).isOne();

		time.advance(Duration.ofMinutes(1));

		assertThat(time.alarmsSet()).isZero();
		assertThat(breaker.snapshot().override()).isNull();
	}

	@Test
	void endOfAHealthyCallEndsAnOverrideThatIsOver() {
		TestBreakers byEvidence = new TestBreakers((settings) -> {
		});
		byEvidence.breaker.overrideMode(BreakerMode.OBSERVE, ALICE.lasting(SECOND));

		byEvidence.breaker.run(() -> byEvidence.time.advance(SECOND));

		assertThat(byEvidence.events).filteredOn(ModeChanged.class::isInstance)
			.extracting("to")
			.containsExactly(BreakerMode.OBSERVE, BreakerMode.ENFORCE);
	}

	@Test
	void eachChangeOfModeIsOneEventWithItsActor() {
		this.test.breaker.overrideMode(BreakerMode.OBSERVE, ALICE.lasting(SECOND));
		this.test.time.advance(Duration.ofSeconds(5));
		this.test.breaker.mode();

		assertThat(this.test.events).filteredOn(ModeChanged.class::isInstance)
			.extracting("from", "to", "intervention.actor")
			.containsExactly(org.assertj.core.groups.Tuple.tuple(BreakerMode.ENFORCE, BreakerMode.OBSERVE, "alice"),
					org.assertj.core.groups.Tuple.tuple(BreakerMode.OBSERVE, BreakerMode.ENFORCE, null));
	}

	@Test
	void expiryIsDatedWithItsMoment() {
		this.test.breaker.overrideMode(BreakerMode.OBSERVE, ALICE.lasting(SECOND));
		this.test.time.advance(Duration.ofSeconds(5));

		this.test.breaker.mode();

		assertThat(this.test.events.get(this.test.events.size() - 1).at())
			.isEqualTo(this.test.time.now().minus(Duration.ofSeconds(4)));
	}

	@Test
	void droppingNothingTellsNothing() {
		int before = this.test.events.size();

		this.test.breaker.dropOverride(ALICE);

		assertThat(this.test.events).hasSize(before);
	}

	@Test
	void machineGoesOnWhereItRested() {
		this.test.fail();
		this.test.breaker.overrideMode(BreakerMode.FORCED_OPEN, ALICE);
		this.test.time.advance(Duration.ofMinutes(1));
		assertThat(this.test.breaker).isOpen();

		this.test.breaker.dropOverride(ALICE);

		assertThat(this.test.breaker).isHalfOpen();
		assertThat(this.test.states()).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN);
	}

	@Test
	void resetWhileForcedOpenClosesButKeepsTheMode() {
		this.test.fail();
		this.test.breaker.overrideMode(BreakerMode.FORCED_OPEN, ALICE);

		this.test.breaker.reset(ALICE);

		assertThat(this.test.breaker).isClosed().hasMode(BreakerMode.FORCED_OPEN);
		assertThat(this.test.breaker.tryAcquire()).isEmpty();
	}

}
