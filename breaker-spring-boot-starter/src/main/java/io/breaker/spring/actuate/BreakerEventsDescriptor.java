package io.breaker.spring.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Answers {@code GET breakerevents}.
 *
 * @param events the events, the newest first
 * @since 0.1.0
 */
public record BreakerEventsDescriptor(List<EventDescriptor> events) implements OperationResponseBody {

	/**
	 * Creates an answer.
	 * @param events the events, the newest first
	 */
	public BreakerEventsDescriptor {
		events = List.copyOf(events);
	}

}
