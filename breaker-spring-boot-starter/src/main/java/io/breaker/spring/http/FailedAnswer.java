package io.breaker.spring.http;

import org.jspecify.annotations.Nullable;

/**
 * The answer of an HTTP callee that a client turned into an exception.
 *
 * @param status the status, such as 503
 * @param retryAfter the header {@code Retry-After} as it was sent, {@code null} for none
 * @since 0.1.0
 */
public record FailedAnswer(int status, @Nullable String retryAfter) {
}
