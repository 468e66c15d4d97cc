package io.breaker.shop.web;

import java.io.IOException;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.client.RestClientException;
import org.springframework.web.reactive.function.client.WebClientException;

import io.breaker.shop.input.RefusedInput;

/**
 * What a customer reads when it does not work. Calls that a breaker rejects are not among
 * it: the starter answers those with 503 and {@code Retry-After}.
 */
@RestControllerAdvice
class Refusals {

	@ExceptionHandler
	ProblemDetail refused(RefusedInput refusal) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, String.valueOf(refusal.getMessage()));
	}

	@ExceptionHandler({ RestClientException.class, WebClientException.class, IOException.class })
	ProblemDetail failed(Exception failure) {
		return ProblemDetail.forStatusAndDetail(HttpStatus.BAD_GATEWAY,
				"the backend could not answer (" + failure.getClass().getSimpleName() + ")");
	}

}
