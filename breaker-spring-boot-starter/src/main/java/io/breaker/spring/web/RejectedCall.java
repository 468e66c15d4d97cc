package io.breaker.spring.web;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ResponseStatus;

import io.breaker.CallRejectedException;

/**
 * Finds the rejection behind what left a controller.
 */
final class RejectedCall {

	private static final int DEEPEST = 32;

	private RejectedCall() {
	}

	/**
	 * Looks at an exception and its causes, since futures, publishers and applications
	 * wrap what they pass on. An exception that brings a status of its own is the
	 * decision of the application, whatever its cause.
	 * @return the rejection, {@code null} if there is none to answer for
	 */
	static @Nullable CallRejectedException in(Throwable failure) {
		Throwable link = failure;
		for (int depth = 0; link != null && depth < DEEPEST; depth++) {
			if (link instanceof CallRejectedException rejected) {
				return rejected;
			}
			if (bringsStatus(link)) {
				return null;
			}
			link = link.getCause();
		}
		return null;
	}

	private static boolean bringsStatus(Throwable link) {
		return link instanceof ErrorResponse
				|| AnnotatedElementUtils.hasAnnotation(link.getClass(), ResponseStatus.class);
	}

}
