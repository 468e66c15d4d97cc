package io.breaker.spring.aop;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * Attaches a failure to the exception of a fallback that followed it. An exception is
 * never attached where that would close a circle, and one that is thrown again and again
 * does not grow without end.
 */
final class Suppressed {

	private static final int MOST = 8;

	private Suppressed() {
	}

	static void attach(Throwable thrown, Throwable earlier) {
		if (thrown.getSuppressed().length < MOST && !leadsTo(earlier, thrown, visited())) {
			thrown.addSuppressed(earlier);
		}
	}

	private static Set<Throwable> visited() {
		return Collections.newSetFromMap(new IdentityHashMap<>());
	}

	private static boolean leadsTo(@Nullable Throwable from, Throwable wanted, Set<Throwable> visited) {
		if (from == null || !visited.add(from)) {
			return false;
		}
		if (from == wanted || leadsTo(from.getCause(), wanted, visited)) {
			return true;
		}
		for (Throwable suppressed : from.getSuppressed()) {
			if (leadsTo(suppressed, wanted, visited)) {
				return true;
			}
		}
		return false;
	}

}
