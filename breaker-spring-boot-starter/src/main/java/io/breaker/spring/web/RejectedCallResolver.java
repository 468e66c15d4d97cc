package io.breaker.spring.web;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Collections;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.HandlerExceptionResolver;
import org.springframework.web.servlet.ModelAndView;

import io.breaker.CallRejectedException;

/**
 * Answers {@code 503} in Spring MVC where a rejected call left a controller or a
 * functional endpoint. Comes last, so that everything the application handles itself
 * wins. A browser gets the error page of the application, everybody else a problem
 * detail.
 *
 * @since 0.1.0
 */
public final class RejectedCallResolver implements HandlerExceptionResolver, Ordered {

	private static final Log LOGGER = LogFactory.getLog(RejectedCallResolver.class);

	@Override
	public int getOrder() {
		return LOWEST_PRECEDENCE;
	}

	@Override
	public @Nullable ModelAndView resolveException(HttpServletRequest request, HttpServletResponse response,
			@Nullable Object handler, Exception ex) {
		CallRejectedException rejected = RejectedCall.in(ex);
		if (rejected == null || response.isCommitted()) {
			return null;
		}
		try {
			answer(RejectionProblem.of(rejected, request.getRequestURI()), request, response);
		}
		catch (IOException failure) {
			LOGGER.debug("The client went away before it was told of a rejected call", failure);
		}
		return new ModelAndView();
	}

	private static void answer(RejectionProblem problem, HttpServletRequest request, HttpServletResponse response)
			throws IOException {
		if (problem.retryAfter() != null) {
			response.setHeader(HttpHeaders.RETRY_AFTER, problem.retryAfter().toString());
		}
		if (AcceptedForm.isPage(Collections.list(request.getHeaders(HttpHeaders.ACCEPT)))) {
			response.sendError(RejectionProblem.STATUS.value());
			return;
		}
		response.resetBuffer();
		response.setStatus(RejectionProblem.STATUS.value());
		response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
		write(problem.json(), response);
	}

	/**
	 * Writes the way the controller began to, since a response allows only one; a writer
	 * has an encoding that cannot be changed any more.
	 */
	private static void write(byte[] json, HttpServletResponse response) throws IOException {
		OutputStream stream;
		try {
			stream = response.getOutputStream();
		}
		catch (IllegalStateException ex) {
			response.getWriter().write(new String(json, StandardCharsets.US_ASCII));
			response.getWriter().flush();
			return;
		}
		response.setContentLength(json.length);
		stream.write(json);
		stream.flush();
	}

}
