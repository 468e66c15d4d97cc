package io.breaker.window;

import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * Failures in a row.
 */
final class Run {

	private final AtomicInteger length = new AtomicInteger();

	@Nullable Trip record(boolean bad, int limit) {
		if (!bad) {
			if (this.length.get() != 0) {
				this.length.set(0);
			}
			return null;
		}
		int now = this.length.updateAndGet((before) -> (before < Integer.MAX_VALUE) ? before + 1 : before);
		return (now >= limit) ? new Trip(Trip.Rule.CONSECUTIVE_FAILURES, now, now) : null;
	}

	double progress(int limit) {
		return Math.min(1, (double) this.length.get() / limit);
	}

}
