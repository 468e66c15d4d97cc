package io.breaker.config;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

/**
 * For how long a decision of an operator holds, and who made it. Immutable.
 *
 * @param actor who decided
 * @param reason why, in the words of the actor; may be empty
 * @param since when it was decided
 * @param until when it ends, {@code null} where it does not
 * @param end the reading of the monotonic clock at which it is over; means nothing where
 * it does not end
 * @since 0.1.0
 */
public record Lease(String actor, String reason, Instant since, @Nullable Instant until, long end) {

	/**
	 * Begins a lease.
	 * @param intervention who decides, why, and for how long
	 * @param time tells when it begins
	 * @return the lease
	 */
	public static Lease begin(Intervention intervention, TimeSource time) {
		Duration duration = intervention.duration();
		Instant since = time.now();
		return new Lease(intervention.actor(), intervention.reason(), since,
				(duration != null) ? since.plus(duration) : null,
				(duration != null) ? time.nanoTime() + duration.toNanos() : 0);
	}

	/**
	 * Returns how long the decision still holds.
	 * @param now the reading of the monotonic clock
	 * @return nanoseconds, 0 and less when it is over, {@link Long#MAX_VALUE} where it
	 * does not end
	 */
	public long remaining(long now) {
		return (this.until != null) ? this.end - now : Long.MAX_VALUE;
	}

}
