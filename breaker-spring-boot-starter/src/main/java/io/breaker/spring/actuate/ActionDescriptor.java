package io.breaker.spring.actuate;

import java.time.Instant;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

/**
 * Answers {@code POST breakers/{name}}.
 *
 * @param name the name of the breaker
 * @param action what was done
 * @param mode the mode, {@code old} and {@code new}
 * @param state the state, {@code old} and {@code new}
 * @param actor who did it
 * @param reason why; absent where nobody said
 * @param until when the configured mode returns; absent where nobody said
 * @since 0.1.0
 */
public record ActionDescriptor(String name, String action, Map<String, String> mode, Map<String, String> state,
		String actor, @Nullable String reason, @Nullable Instant until) implements OperationResponseBody {
}
