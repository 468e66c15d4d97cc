package io.breaker;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Attaches a failure to the exception of a fallback that followed it. For those who run
 * fallbacks by themselves; {@link Breaker#call(GuardedCall, java.util.function.Function)}
 * does so already.
 *
 * @since 0.1.0
 */
public final class Suppressed {

	private static final int MOST = 8;

	private static final int MOST_VISITED = 64;

	private Suppressed() {
	}

	/**
	 * Attaches a failure, unless the exception thrown is that failure or one that it
	 * leads to: who follows causes and suppressed exceptions must not go in a circle. An
	 * exception that is thrown again and again keeps eight and does not grow without end.
	 * @param thrown what the caller gets
	 * @param earlier what went wrong before
	 */
	public static void attach(Throwable thrown, Throwable earlier) {
		if (thrown.getSuppressed().length < MOST && !leadsTo(earlier, thrown)) {
			thrown.addSuppressed(earlier);
		}
	}

	private static boolean leadsTo(Throwable from, Throwable wanted) {
		Set<Throwable> visited = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Throwable> open = new ArrayDeque<>();
		open.add(from);
		while (!open.isEmpty() && visited.size() < MOST_VISITED) {
			Throwable next = open.remove();
			if (next == wanted) {
				return true;
			}
			if (visited.add(next)) {
				Throwable cause = cause(next);
				if (cause != null) {
					open.add(cause);
				}
				open.addAll(Arrays.asList(next.getSuppressed()));
			}
		}
		return false;
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
