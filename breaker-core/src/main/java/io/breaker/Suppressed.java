package io.breaker;

import org.jspecify.annotations.Nullable;

/**
 * Attaches an earlier failure to the one that is thrown in its place.
 */
final class Suppressed {

	private static final int DEEPEST = 32;

	private Suppressed() {
	}

	/**
	 * Attaches a failure, unless the one thrown is that failure or a cause of it: who
	 * follows causes and suppressed failures must not go in a circle.
	 */
	static void attach(Throwable thrown, Throwable earlier) {
		Throwable link = earlier;
		for (int depth = 0; link != null && depth < DEEPEST; depth++) {
			if (link == thrown) {
				return;
			}
			link = cause(link);
		}
		thrown.addSuppressed(earlier);
	}

	/**
	 * Reads a cause, which is code of the user where an exception overrides it.
	 */
	private static @Nullable Throwable cause(Throwable link) {
		try {
			return link.getCause();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

}
