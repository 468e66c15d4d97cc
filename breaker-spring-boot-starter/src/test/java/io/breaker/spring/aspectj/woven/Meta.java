package io.breaker.spring.aspectj.woven;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import io.breaker.spring.CircuitBreaker;

/**
 * Guarded by an annotation of its own, which weaving does not see.
 */
public class Meta {

	@Guarded
	public String stock() {
		return "42";
	}

	/**
	 * An annotation of a user.
	 */
	@Retention(RetentionPolicy.RUNTIME)
	@CircuitBreaker("meta")
	public @interface Guarded {

	}

}
