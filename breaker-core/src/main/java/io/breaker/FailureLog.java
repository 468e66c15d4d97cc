package io.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

import io.breaker.event.Incident;
import org.jspecify.annotations.Nullable;

/**
 * Remembers the class and the time of the last failures. Costs a healthy call nothing.
 */
final class FailureLog {

	private volatile @Nullable Ring ring;

	/**
	 * Adds a failure. The ring is made with the first one; when two threads do, one
	 * failure may be forgotten.
	 */
	void add(Class<?> type, long now) {
		Ring ring = this.ring;
		if (ring == null || !ring.add(type, now)) {
			ring = new Ring(type);
			ring.add(type, now);
			this.ring = ring;
		}
	}

	/**
	 * Sums up the newest failures.
	 * @param most how many of them at most
	 * @param since the time before which none counts
	 * @param now the present time
	 */
	Summary newest(long most, long since, long now) {
		Map<String, Integer> causes = new LinkedHashMap<>();
		Failure newest = null;
		Failure oldest = null;
		Ring ring = this.ring;
		long end = (ring != null) ? ring.count() : 0;
		for (long i = end - 1; ring != null && i >= Math.max(0, end - Math.min(most, Incident.FAILURES_KEPT)); i--) {
			Failure failure = ring.get(i, now);
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
		Ring ring = this.ring;
		long count = (ring != null) ? ring.count() : 0;
		Failure last = (ring != null && count > 0) ? ring.get(count - 1, 0) : null;
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

	/**
	 * The failures themselves, in one array of numbers.
	 */
	private static final class Ring {

		/*
		 * The first number counts the failures. Each of the others is one failure: the
		 * lower 56 bits of its time, and in the lowest byte the place of its class among
		 * the known ones, counted from 1. So a class and its time always belong together,
		 * and 0 is a failure that is not written yet. Of a time the lower bits are enough
		 * for failures of the last year.
		 */

		private static final VarHandle NUMBERS = MethodHandles.arrayElementVarHandle(long[].class);

		private static final VarHandle TYPES;

		static {
			try {
				TYPES = MethodHandles.lookup().findVarHandle(Ring.class, "types", Class[].class);
			}
			catch (ReflectiveOperationException ex) {
				throw new ExceptionInInitializerError(ex);
			}
		}

		private static final int BITS = 8;

		private static final int MASK = (1 << BITS) - 1;

		private final long[] numbers = new long[1 + Incident.FAILURES_KEPT];

		private volatile Class<?>[] types;

		Ring(Class<?> first) {
			this.types = new Class<?>[] { first };
		}

		/**
		 * Adds a failure.
		 * @return whether there was room for its class
		 */
		boolean add(Class<?> type, long now) {
			int place = place(type);
			if (place > MASK) {
				return false;
			}
			long turn = (long) NUMBERS.getAndAdd(this.numbers, 0, 1L);
			NUMBERS.setRelease(this.numbers, index(turn), now << BITS | place);
			return true;
		}

		private int place(Class<?> type) {
			for (;;) {
				Class<?>[] types = this.types;
				for (int i = 0; i < types.length; i++) {
					if (types[i] == type) {
						return i + 1;
					}
				}
				Class<?>[] more = Arrays.copyOf(types, types.length + 1);
				more[types.length] = type;
				if (more.length > MASK || TYPES.compareAndSet(this, types, more)) {
					return more.length;
				}
			}
		}

		long count() {
			return (long) NUMBERS.getVolatile(this.numbers, 0);
		}

		@Nullable Failure get(long turn, long now) {
			long number = (long) NUMBERS.getAcquire(this.numbers, index(turn));
			if (number == 0) {
				return null;
			}
			long age = ((now << BITS) - (number & ~MASK)) >> BITS;
			return new Failure(this.types[(int) (number & MASK) - 1], now - age);
		}

		private static int index(long turn) {
			return 1 + (int) (turn % Incident.FAILURES_KEPT);
		}

	}

}
