package io.breaker.observation;

import java.util.function.Supplier;

import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.breaker.event.StateChanged;
import io.micrometer.observation.Observation;
import io.micrometer.observation.Observation.Event;
import io.micrometer.observation.ObservationRegistry;

/**
 * Notes on the current observation that a breaker opened, that it turned the call away,
 * and that a fallback answered or failed. Does nothing where no observation is current,
 * and costs a healthy call nothing.
 *
 * @since 0.1.0
 */
public final class ObservationEvents implements BreakerListener {

	private final Supplier<ObservationRegistry> registry;

	/**
	 * Creates the listener.
	 * @param registry knows the current observation; asked when there is something to
	 * note
	 */
	public ObservationEvents(Supplier<ObservationRegistry> registry) {
		this.registry = registry;
	}

	@Override
	public void onEvent(BreakerEvent event) {
		if (event instanceof StateChanged moved && moved.to() == BreakerState.OPEN) {
			note("breaker.opened", moved.breaker(), "opened");
		}
	}

	@Override
	public void onRejection(String breaker, Outcome outcome) {
		if (outcome == Outcome.REJECTED) {
			note("breaker.rejected", breaker, "rejected the call");
		}
		else {
			note("breaker.would.reject", breaker, "would have rejected the call");
		}
	}

	@Override
	public void onFallback(String breaker, boolean succeeded) {
		if (succeeded) {
			note("breaker.fallback", breaker, "was answered for by a fallback");
		}
		else {
			note("breaker.fallback.failed", breaker, "has a fallback that failed");
		}
	}

	private void note(String name, String breaker, String what) {
		Observation current = this.registry.get().getCurrentObservation();
		if (current != null) {
			current.event(Event.of(name, "circuit breaker '" + breaker + "' " + what));
		}
	}

	@Override
	public boolean hearsRejections() {
		return true;
	}

}
