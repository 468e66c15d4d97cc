package io.breaker.spring.actuate;

import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Answers {@code GET breakers}.
 *
 * @param total how many breakers there are that match; more than are listed where the
 * answer is a part of them
 * @param breakers a part of them, by name
 * @since 0.1.0
 */
public record BreakersDescriptor(int total, List<BreakerDescriptor> breakers) implements OperationResponseBody {

	/**
	 * Creates an answer.
	 * @param total how many breakers there are that match
	 * @param breakers a part of them, by name
	 */
	public BreakersDescriptor {
		breakers = List.copyOf(breakers);
	}

}
