package io.breaker.shop.visit;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

import org.springframework.core.NestedExceptionUtils;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.reactive.function.client.WebClientResponseException;

import io.breaker.CallRejectedException;
import io.breaker.config.FailureRules;

/**
 * What a customer says who was not served.
 */
final class Complaint {

	private Complaint() {
	}

	static String about(@Nullable Throwable failure) {
		if (failure == null) {
			return "nothing came";
		}
		Throwable cause = FailureRules.peel(failure);
		if (cause instanceof CallRejectedException rejected) {
			return rejected.retryAfter()
				.map((wait) -> String.format(Locale.ROOT, "turned away for %.1f s", wait.toMillis() / 1e3))
				.orElse("turned away");
		}
		if (cause instanceof RestClientResponseException answered) {
			return "error " + answered.getStatusCode().value();
		}
		if (cause instanceof WebClientResponseException answered) {
			return "error " + answered.getStatusCode().value();
		}
		Throwable root = NestedExceptionUtils.getMostSpecificCause(cause);
		return (root.getMessage() != null) ? root.getMessage() : root.getClass().getSimpleName();
	}

}
