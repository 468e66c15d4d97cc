package io.breaker.spring.faults;

/**
 * A call failed because somebody wanted it to. Has no stack trace: it says nothing about
 * the code.
 *
 * @since 0.1.0
 */
public final class InjectedFailureException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	InjectedFailureException(String breaker) {
		super("A fault was injected into the calls through circuit breaker '" + breaker + "'", null, false, false);
	}

}
