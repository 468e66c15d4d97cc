package io.breaker.spring.http;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.reactive.function.client.WebClientResponseException;

/**
 * Reads the exceptions of {@code WebClient} and the HTTP interface clients over it.
 *
 * @since 0.1.0
 */
public final class WebClientAnswers implements AnswerReader {

	@Override
	public @Nullable FailedAnswer read(Throwable failure) {
		return (failure instanceof WebClientResponseException answered) ? new FailedAnswer(
				answered.getStatusCode().value(), answered.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)) : null;
	}

}
