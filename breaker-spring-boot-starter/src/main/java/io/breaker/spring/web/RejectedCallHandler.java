package io.breaker.spring.web;

import reactor.core.publisher.Mono;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;

import io.breaker.CallRejectedException;

/**
 * Answers {@code 503} in Spring WebFlux where a rejected call left a controller, a
 * functional endpoint or a filter. Comes after everything that the application handles
 * itself. A browser gets the error page of the application, everybody else a problem
 * detail.
 *
 * @since 0.1.0
 */
public final class RejectedCallHandler implements WebExceptionHandler, Ordered {

	/**
	 * The place of the error pages of Spring Boot, which answer to everything.
	 */
	private static final int ERROR_PAGES = -1;

	private final int order;

	private RejectedCallHandler(int order) {
		this.order = order;
	}

	/**
	 * Returns a handler for applications with the error pages of Spring Boot. It comes
	 * just before them, provided that it is registered before, and leaves pages to them.
	 * @return the handler
	 */
	public static RejectedCallHandler beforeErrorPages() {
		return new RejectedCallHandler(ERROR_PAGES);
	}

	/**
	 * Returns a handler for applications with error handling of their own. It comes last.
	 * @return the handler
	 */
	public static RejectedCallHandler last() {
		return new RejectedCallHandler(LOWEST_PRECEDENCE);
	}

	@Override
	public int getOrder() {
		return this.order;
	}

	@Override
	public Mono<Void> handle(ServerWebExchange exchange, Throwable ex) {
		CallRejectedException rejected = RejectedCall.in(ex);
		ServerHttpRequest request = exchange.getRequest();
		ServerHttpResponse response = exchange.getResponse();
		if (rejected == null || response.isCommitted()) {
			return Mono.error(ex);
		}
		RejectionProblem problem = RejectionProblem.of(rejected, request.getURI().getRawPath());
		response.getHeaders().clearContentHeaders();
		if (problem.retryAfter() != null) {
			response.getHeaders().set(HttpHeaders.RETRY_AFTER, problem.retryAfter().toString());
		}
		if (this.order == ERROR_PAGES && AcceptedForm.isPage(request.getHeaders().getOrEmpty(HttpHeaders.ACCEPT))) {
			return Mono.error(new ResponseStatusException(RejectionProblem.STATUS, null, ex));
		}
		return write(problem.json(), response);
	}

	private static Mono<Void> write(byte[] json, ServerHttpResponse response) {
		response.setStatusCode(RejectionProblem.STATUS);
		response.getHeaders().setContentType(MediaType.APPLICATION_PROBLEM_JSON);
		response.getHeaders().setContentLength(json.length);
		return response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(json)));
	}

}
