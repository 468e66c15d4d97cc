package io.breaker.spring.actuate;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import io.breaker.spring.request.Replies;

/**
 * The endpoint {@code breakerevents} over HTTP, with answers that say what is wrong with
 * a request.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = BreakerEventsEndpoint.class)
public final class BreakerEventsWebExtension {

	private final BreakerEventsEndpoint endpoint;

	private final MessagePolicy messages;

	/**
	 * Creates the extension.
	 * @param endpoint the endpoint
	 * @param messages decides who sees messages of exceptions
	 */
	public BreakerEventsWebExtension(BreakerEventsEndpoint endpoint, MessagePolicy messages) {
		this.endpoint = endpoint;
		this.messages = messages;
	}

	/**
	 * Returns events of all breakers.
	 * @param security who asks
	 * @param type only those of this type, or of these with commas between them;
	 * {@code null} for all
	 * @param limit at most so many, {@code null} for 100
	 * @return the newest first, or why the request was refused
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> events(SecurityContext security, @Nullable String type,
			@Nullable String limit) {
		return Replies.overHttp(() -> this.endpoint.find((event) -> true, type, limit, this.messages.shows(security)));
	}

	/**
	 * Returns events of a breaker.
	 * @param security who asks
	 * @param name the name of the breaker
	 * @param type only those of this type, or of these with commas between them;
	 * {@code null} for all
	 * @param limit at most so many, {@code null} for 100
	 * @return the newest first, or why the request was refused
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> eventsOf(SecurityContext security, @Selector String name,
			@Nullable String type, @Nullable String limit) {
		return Replies.overHttp(() -> this.endpoint.find(name, type, limit, this.messages.shows(security)));
	}

}
