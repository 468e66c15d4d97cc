package io.breaker.spring.actuate;

import java.security.Principal;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import io.breaker.spring.request.Body;
import io.breaker.spring.request.Replies;

/**
 * The endpoint {@code breakers} over HTTP: the same reading, with answers that say what
 * is wrong with a request, and what operators can do.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = BreakersEndpoint.class)
public final class BreakersWebExtension {

	/*
	 * The writing operation takes all that follows the id in the path. What Boot takes
	 * from the path for a parameter of its own can be overwritten by a key of the body:
	 * whoever wrote {"name": "other"} would act on another breaker. The rest of the path
	 * is an array, which no body can be, so a key that would overwrite it is seen, and
	 * refused as any unknown key.
	 */

	private static final String SETTINGS = "settings";

	private static final int METHOD_NOT_ALLOWED = 405;

	private final BreakersEndpoint endpoint;

	private final Operator operator;

	private final MessagePolicy messages;

	/**
	 * Creates the extension.
	 * @param endpoint the endpoint
	 * @param operator does what operators want
	 * @param messages decides who sees messages of exceptions
	 */
	public BreakersWebExtension(BreakersEndpoint endpoint, Operator operator, MessagePolicy messages) {
		this.endpoint = endpoint;
		this.operator = operator;
		this.messages = messages;
	}

	/**
	 * Lists breakers by name.
	 * @param state only those in this state, {@code null} for all
	 * @param limit at most so many, {@code null} for 1000
	 * @param offset without the first so many, {@code null} for none
	 * @return the breakers, or why the request was refused
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> breakers(@Nullable String state, @Nullable String limit,
			@Nullable String offset) {
		return Replies.overHttp(() -> this.endpoint.breakers(state, limit, offset));
	}

	/**
	 * Describes a breaker.
	 * @param security who asks
	 * @param name the name
	 * @return all that is known of it, or why the request was refused
	 */
	@ReadOperation
	public WebEndpointResponse<OperationResponseBody> breaker(SecurityContext security, @Selector String name) {
		return Replies.overHttp(() -> this.endpoint.describe(name, this.messages.shows(security)));
	}

	/**
	 * Does what an operator wants: {@code breakers/{name}} an action,
	 * {@code breakers/{name}/settings} tuning.
	 * @param security who wants it
	 * @param path the name of the breaker, and what of it is meant
	 * @param body what was written
	 * @return old and new, or why the request was refused
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> write(SecurityContext security,
			@Selector(match = Match.ALL_REMAINING) String[] path, Body body) {
		Principal principal = security.getPrincipal();
		String actor = (principal != null) ? principal.getName() : Replies.ANONYMOUS;
		if (path.length == 0) {
			return new WebEndpointResponse<>(METHOD_NOT_ALLOWED);
		}
		if (path.length > 2 || (path.length == 2 && !path[1].equals(SETTINGS))) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		if (body.length() > Body.MOST_CHARACTERS) {
			return new WebEndpointResponse<>(Replies.CONTENT_TOO_LARGE);
		}
		return Replies.overHttp(() -> (path.length == 1) ? this.operator.act(path[0], body.values(), actor)
				: this.operator.tune(path[0], body.values(), actor));
	}

}
