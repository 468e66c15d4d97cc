package io.breaker.spring.aop;

/**
 * An annotated method that cannot be guarded as written. Says what is wrong and what to
 * do.
 *
 * @since 0.1.0
 */
public final class InvalidGuardException extends IllegalStateException {

	private static final long serialVersionUID = 1L;

	private final String action;

	/**
	 * Creates the exception.
	 * @param description what is wrong, with class and method
	 * @param action what to do
	 */
	public InvalidGuardException(String description, String action) {
		super(description);
		this.action = action;
	}

	/**
	 * Returns what to do.
	 * @return one or more sentences
	 */
	public String action() {
		return this.action;
	}

}
