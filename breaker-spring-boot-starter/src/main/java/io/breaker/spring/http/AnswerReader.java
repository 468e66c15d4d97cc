package io.breaker.spring.http;

import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of the callee from the exception of one HTTP client. A bean of this
 * type makes the exceptions of another client follow {@code record-status},
 * {@code ignore-status} and {@code Retry-After}. Safe for use by many threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface AnswerReader {

	/**
	 * Reads an exception. Its causes are asked about one by one, so this need not look
	 * for them.
	 * @param failure the exception
	 * @return the answer, {@code null} if the exception carries none
	 */
	@Nullable FailedAnswer read(Throwable failure);

}
