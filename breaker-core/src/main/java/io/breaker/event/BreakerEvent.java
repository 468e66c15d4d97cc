package io.breaker.event;

import java.time.Instant;

/**
 * Something that happened to a breaker. Rare by design: calls are counted, not told.
 *
 * @since 0.1.0
 */
public sealed interface BreakerEvent
		permits StateChanged, ModeChanged, SettingsChanged, IncidentEnded, BreakerCreated, BreakerRemoved {

	/**
	 * Returns whom it happened to.
	 * @return the name of the breaker
	 */
	String breaker();

	/**
	 * Returns when it happened. A move that time brought about is dated with the moment
	 * it fell due, also when it was noticed later.
	 * @return the time of day
	 */
	Instant at();

}
