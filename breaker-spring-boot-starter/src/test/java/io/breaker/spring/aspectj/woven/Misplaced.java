package io.breaker.spring.aspectj.woven;

import io.breaker.spring.CircuitBreaker;

/**
 * Has a static guarded method whose fallback is not static.
 */
public class Misplaced {

	@CircuitBreaker(name = "misplaced", fallback = "answer")
	public static String stock() {
		return "42";
	}

	String answer() {
		return "fallback";
	}

}
