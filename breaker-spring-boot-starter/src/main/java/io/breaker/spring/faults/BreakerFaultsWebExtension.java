package io.breaker.spring.faults;

import java.security.Principal;
import java.util.List;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.Selector.Match;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

import io.breaker.spring.request.Body;
import io.breaker.spring.request.Order;
import io.breaker.spring.request.Replies;

/**
 * The endpoint {@code breakerfaults} over HTTP: injects faults and ends them, with
 * answers that say what is wrong with a request.
 *
 * @since 0.1.0
 */
@EndpointWebExtension(endpoint = BreakerFaultsEndpoint.class)
public final class BreakerFaultsWebExtension {

	/*
	 * The name is taken from the path as an array, which no key of a body can be:
	 * {"name": "other"} is refused as an unknown key and disturbs no other breaker.
	 */

	private final FaultOrders orders;

	/**
	 * Creates the extension.
	 * @param orders does what operators want
	 */
	public BreakerFaultsWebExtension(FaultOrders orders) {
		this.orders = orders;
	}

	/**
	 * Injects a fault: {@code breakerfaults/{name}}.
	 * @param security who wants it
	 * @param path the name of the breaker
	 * @param body what was written
	 * @return the fault, or why the request was refused
	 */
	@WriteOperation
	public WebEndpointResponse<OperationResponseBody> inject(SecurityContext security,
			@Selector(match = Match.ALL_REMAINING) String[] path, Body body) {
		if (path.length != 1) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		if (body.length() > Body.MOST_CHARACTERS) {
			return new WebEndpointResponse<>(Replies.CONTENT_TOO_LARGE);
		}
		return Replies.overHttp(() -> this.orders.inject(path[0], body.values(), actor(security)));
	}

	/**
	 * Ends a fault before its time.
	 * @param security who wants it
	 * @param path the name of the breaker
	 * @param body what was written, {@code reason} at most
	 * @return nothing, or why the request was refused
	 */
	@DeleteOperation
	public WebEndpointResponse<OperationResponseBody> heal(SecurityContext security,
			@Selector(match = Match.ALL_REMAINING) String[] path, Body body) {
		if (path.length != 1) {
			return new WebEndpointResponse<>(WebEndpointResponse.STATUS_NOT_FOUND);
		}
		return Replies.done(() -> this.orders.heal(path[0], Order.read(body.values(), List.of()), actor(security)));
	}

	private static String actor(SecurityContext security) {
		Principal principal = security.getPrincipal();
		return (principal != null) ? principal.getName() : Replies.ANONYMOUS;
	}

}
