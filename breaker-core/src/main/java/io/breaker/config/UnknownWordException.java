package io.breaker.config;

/**
 * One word of a list is not understood, and the message shall name it alone.
 */
final class UnknownWordException extends IllegalArgumentException {

	private static final long serialVersionUID = 1L;

	private final String word;

	UnknownWordException(String word, Throwable cause) {
		super(word, cause);
		this.word = word;
	}

	String word() {
		return this.word;
	}

}
