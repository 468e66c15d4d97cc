package io.breaker.spring.aspectj.woven;

import io.breaker.spring.CircuitBreaker;

import org.springframework.beans.factory.InitializingBean;

/**
 * Calls a guarded method while the application starts.
 */
public class Impatient implements InitializingBean {

	@Override
	public void afterPropertiesSet() {
		stock();
	}

	@CircuitBreaker("impatient")
	public String stock() {
		return "42";
	}

}
