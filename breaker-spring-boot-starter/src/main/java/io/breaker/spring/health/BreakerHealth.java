package io.breaker.spring.health;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

import io.breaker.Breaker;
import io.breaker.config.BreakerMode;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.Evidence;
import io.breaker.event.ModeOverride;
import io.breaker.spring.HealthPolicy;
import io.breaker.spring.SpringSettings;
import io.breaker.spring.aop.CallDisturber;

/**
 * The health of one breaker: {@code UP}, unless its {@code health} is
 * {@code down-when-open} and it turns every call away.
 */
final class BreakerHealth implements HealthIndicator {

	/*
	 * Half-open is UP under every policy. An instance that is out of rotation gets no
	 * calls, so it would never make the trial that brings it back.
	 *
	 * A breaker that only observes turns nobody away, so it is UP, too.
	 */

	private static final long NANOS_PER_MILLI = 1_000_000;

	private static final double MILLIS_PER_SECOND = 1_000;

	private final Breaker breaker;

	private final CallDisturber disturber;

	BreakerHealth(Breaker breaker, CallDisturber disturber) {
		this.breaker = breaker;
		this.disturber = disturber;
	}

	@Override
	public Health health() {
		BreakerSnapshot snapshot = this.breaker.snapshot();
		boolean down = this.breaker.settings().require(SpringSettings.HEALTH) == HealthPolicy.DOWN_WHEN_OPEN
				&& rejectsAll(snapshot);
		Health.Builder health = down ? Health.down() : Health.up();
		health.withDetail("state", snapshot.state().name())
			.withDetail("mode", snapshot.mode().name())
			.withDetail("since", snapshot.since().toString());
		String reason = reason(snapshot);
		if (reason != null) {
			health.withDetail("reason", reason);
		}
		Duration retryAfter = snapshot.retryAfter();
		if (retryAfter != null) {
			health.withDetail("retryAfter", seconds(retryAfter));
		}
		String fault = this.disturber.describe(snapshot.name());
		if (fault != null) {
			health.withDetail("fault", fault);
		}
		return health.build();
	}

	/**
	 * Rounds up to a millisecond: whoever waits for so long does not come too early.
	 */
	private static double seconds(Duration duration) {
		return -Math.floorDiv(-duration.toNanos(), NANOS_PER_MILLI) / MILLIS_PER_SECOND;
	}

	private static boolean rejectsAll(BreakerSnapshot snapshot) {
		return switch (snapshot.mode()) {
			case FORCED_OPEN -> true;
			case OBSERVE, DISABLED -> false;
			case ENFORCE -> snapshot.state() == BreakerState.OPEN;
		};
	}

	/**
	 * Says why calls are turned away, as the rejection does.
	 */
	private static @Nullable String reason(BreakerSnapshot snapshot) {
		ModeOverride override = snapshot.override();
		if (override != null) {
			return "set by " + override.actor() + (override.reason().isEmpty() ? "" : ": " + override.reason());
		}
		if (snapshot.mode() == BreakerMode.FORCED_OPEN) {
			return "set by configuration";
		}
		Evidence openedBy = snapshot.openedBy();
		if (openedBy == null) {
			return null;
		}
		String last = snapshot.lastFailure();
		return "opened by " + openedBy.describe() + ((last != null) ? ", last: " + last : "");
	}

}
