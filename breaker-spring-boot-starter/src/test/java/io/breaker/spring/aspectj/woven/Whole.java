package io.breaker.spring.aspectj.woven;

import io.breaker.spring.CircuitBreaker;

/**
 * Guarded as a whole.
 */
@CircuitBreaker
public final class Whole {

	public String open() {
		return hidden();
	}

	private String hidden() {
		return "hidden";
	}

	@Override
	public String toString() {
		return "whole";
	}

}
