package io.breaker.spring.http;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClientResponseException;

/**
 * Reads the exceptions of {@code RestClient}, {@code RestTemplate} and the HTTP interface
 * clients over them.
 *
 * @since 0.1.0
 */
public final class RestClientAnswers implements AnswerReader {

	@Override
	public @Nullable FailedAnswer read(Throwable failure) {
		if (!(failure instanceof RestClientResponseException answered)) {
			return null;
		}
		HttpHeaders headers = answered.getResponseHeaders();
		return new FailedAnswer(answered.getStatusCode().value(),
				(headers != null) ? headers.getFirst(HttpHeaders.RETRY_AFTER) : null);
	}

}
