package io.breaker;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

import io.breaker.event.Incident;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the class and the time of the last failures. Costs a healthy call nothing.
 */
final class FailureLog {

	private final AtomicLong cursor = new AtomicLong();

	private volatile @Nullable AtomicReferenceArray<@Nullable Failure> ring;

	void add(Class<?> type, long now) {
		AtomicReferenceArray<@Nullable Failure> ring = ring();
		ring.set((int) (this.cursor.getAndIncrement() % ring.length()), new Failure(type, now));
	}

	/**
	 * Makes the ring with the first failure. When two threads do, one failure may be
	 * forgotten.
	 */
	private AtomicReferenceArray<@Nullable Failure> ring() {
		AtomicReferenceArray<@Nullable Failure> ring = this.ring;
		if (ring == null) {
			ring = new AtomicReferenceArray<>(Incident.FAILURES_KEPT);
			this.ring = ring;
		}
		return ring;
	}

	/**
	 * Sums up the newest failures.
	 * @param most how many of them at most
	 * @param since the time before which none counts
	 */
	Summary newest(long most, long since) {
		AtomicReferenceArray<@Nullable Failure> ring = this.ring;
		Map<String, Integer> causes = new LinkedHashMap<>();
		Failure newest = null;
		Failure oldest = null;
		long end = this.cursor.get();
		for (long i = end - 1; ring != null && i >= Math.max(0, end - Math.min(most, ring.length())); i--) {
			Failure failure = ring.get((int) (i % ring.length()));
			if (failure != null && failure.at - since >= 0) {
				newest = (newest != null) ? newest : failure;
				oldest = failure;
				causes.merge(failure.type.getName(), 1, Integer::sum);
			}
		}
		return new Summary(causes, oldest, newest);
	}

	/**
	 * Returns the class of the newest failure.
	 */
	Cause last() {
		AtomicReferenceArray<@Nullable Failure> ring = this.ring;
		long count = this.cursor.get();
		Failure last = (ring != null && count > 0) ? ring.get((int) ((count - 1) % ring.length())) : null;
		return (last != null) ? new Cause(null, last.type.getName()) : Cause.NONE;
	}

	/**
	 * One failure.
	 *
	 * @param type the class of what was thrown, or of a result that counts as a failure
	 * @param at when
	 */
	record Failure(Class<?> type, long at) {
	}

	/**
	 * The newest failures in short.
	 *
	 * @param causes how many there were of each class
	 * @param oldest the first of them, {@code null} if there is none
	 * @param newest the last of them, {@code null} if there is none
	 */
	record Summary(Map<String, Integer> causes, @Nullable Failure oldest, @Nullable Failure newest) {
	}

}
