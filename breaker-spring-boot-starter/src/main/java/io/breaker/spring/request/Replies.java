package io.breaker.spring.request;

import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;

import io.breaker.config.InvalidSettingException;

/**
 * What an operation answers: what was asked for, or why it was refused.
 *
 * @since 0.1.0
 */
public final class Replies {

	/**
	 * Who wrote a request that nobody was authenticated for.
	 */
	public static final String ANONYMOUS = "anonymous";

	/**
	 * The status of a request that is longer than any that makes sense.
	 */
	public static final int CONTENT_TOO_LARGE = 413;

	private Replies() {
	}

	/**
	 * Answers over HTTP: what is refused has a status, and a body that says why.
	 * @param request does what is wanted
	 * @return the answer
	 */
	public static WebEndpointResponse<OperationResponseBody> overHttp(
			Supplier<? extends @Nullable OperationResponseBody> request) {
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
	 * Answers over HTTP where there is nothing to say about what was done.
	 * @param request does what is wanted
	 * @return an answer without a body, or why it was refused
	 */
	public static WebEndpointResponse<OperationResponseBody> done(Runnable request) {
		WebEndpointResponse<OperationResponseBody> answer = overHttp(() -> {
			request.run();
			return null;
		});
		return (answer.getBody() != null) ? answer : new WebEndpointResponse<>(WebEndpointResponse.STATUS_NO_CONTENT);
	}

	/**
	 * Answers over JMX: what is refused is an exception that every client has.
	 * @param request does what is wanted
	 * @return the answer, of types that every client has
	 */
	public static Map<String, Object> overJmx(Supplier<? extends Record> request) {
		try {
			return Plain.of(request.get());
		}
		catch (UnknownBreakerException | InvalidSettingException ex) {
			throw new IllegalArgumentException(ex.getMessage());
		}
	}

}
