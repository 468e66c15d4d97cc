package io.breaker.spring.actuate;

import java.util.Map;
import java.util.function.Supplier;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.breaker.config.InvalidSettingException;

/**
 * Answers: what was asked for, or why it was refused.
 */
final class Answers {

	private Answers() {
	}

	/**
	 * Answers over HTTP: what is refused has a status, and a body that says why.
	 */
	static WebEndpointResponse<OperationResponseBody> to(Supplier<? extends OperationResponseBody> request) {
		try {
			return new WebEndpointResponse<>(request.get());
		}
		catch (UnknownBreakerException ex) {
			return new WebEndpointResponse<>(RefusalDescriptor.of(ex.refusal()), WebEndpointResponse.STATUS_NOT_FOUND);
		}
		catch (InvalidSettingException ex) {
			return new WebEndpointResponse<>(RefusalDescriptor.of(ex), WebEndpointResponse.STATUS_BAD_REQUEST);
		}
	}

	/**
	 * Answers over JMX: what is refused is an exception that every client has.
	 */
	static Map<String, Object> plain(Supplier<? extends Record> request) {
		try {
			return Plain.of(request.get());
		}
		catch (UnknownBreakerException | InvalidSettingException ex) {
			throw new IllegalArgumentException(ex.getMessage());
		}
	}

}
