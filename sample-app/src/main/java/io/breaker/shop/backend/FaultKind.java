package io.breaker.shop.backend;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The ways in which a service can be broken.
 */
public enum FaultKind {

	/**
	 * The connection is reset before there is an answer.
	 */
	REFUSE,

	/**
	 * The connection stays open, and nothing comes.
	 */
	HANG,

	/**
	 * The answer is right, but late.
	 */
	SLOW,

	/**
	 * The answer is an HTTP error.
	 */
	FAIL,

	/**
	 * Three seconds of errors and three good seconds take turns.
	 */
	FLAP;

	/**
	 * Returns the word for it, as people type it.
	 * @return the name in lower case
	 */
	public String word() {
		return name().toLowerCase(Locale.ROOT);
	}

	static List<String> words() {
		return Arrays.stream(values()).map(FaultKind::word).toList();
	}

}
