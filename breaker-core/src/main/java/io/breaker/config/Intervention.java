package io.breaker.config;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Why somebody takes a hand in a breaker: who, for what reason, and for how long.
 * Immutable; each method returns a new one.
 *
 * <pre>{@code
 * breaker.overrideMode(BreakerMode.FORCED_OPEN,
 *     Intervention.by("alice").because("planned maintenance").lasting(Duration.ofMinutes(10)));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Intervention {

	private static final Duration LONGEST = Duration.ofDays(366);

	private final String actor;

	private final String reason;

	private final @Nullable Duration duration;

	private Intervention(String actor, String reason, @Nullable Duration duration) {
		this.actor = actor;
		this.reason = reason;
		this.duration = duration;
	}

	/**
	 * Names who intervenes.
	 * @param actor a user or a program
	 * @return an intervention without a reason and without an end
	 */
	public static Intervention by(String actor) {
		return new Intervention(actor, "", null);
	}

	/**
	 * Adds the reason.
	 * @param reason the reason, in the words of the actor
	 * @return the intervention with that reason
	 */
	public Intervention because(String reason) {
		return new Intervention(this.actor, reason, this.duration);
	}

	/**
	 * Adds the end: after this time what was configured holds again.
	 * @param duration more than nothing and at most 366 days
	 * @return the intervention with that end
	 * @throws InvalidSettingException if the duration is outside the range
	 */
	public Intervention lasting(Duration duration) {
		if (duration.isNegative() || duration.isZero() || duration.compareTo(LONGEST) > 0) {
			throw new InvalidSettingException("for", "be a duration of more than 0s and at most 366d", duration, null);
		}
		return new Intervention(this.actor, this.reason, duration);
	}

	/**
	 * Returns who intervenes.
	 * @return a user or a program
	 */
	public String actor() {
		return this.actor;
	}

	/**
	 * Returns the reason.
	 * @return the reason, empty where none was given
	 */
	public String reason() {
		return this.reason;
	}

	/**
	 * Returns how long it lasts.
	 * @return the time, {@code null} where there is no end
	 */
	public @Nullable Duration duration() {
		return this.duration;
	}

}
