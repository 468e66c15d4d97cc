package io.breaker.window;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * The calls of the last stretch of time, in a ring of slices.
 */
final class TimeWindow implements WindowStore {

	/*
	 * A slice is a twentieth of the window, rounded up to whole nanoseconds, and numbered
	 * from the creation of the window. The window holds the current slice and those
	 * before it that are still in the ring. A new slice takes the place of one that is
	 * too old in a compare-and-set; who still holds the old one adds to what nobody reads
	 * any more.
	 *
	 * A healthy call adds to one striped counter. Sums over the ring are made only while
	 * a failed or slow call is in it, which the number of the last such slice tells.
	 */

	private final long sliceNanos;

	private final long origin;

	private final AtomicReferenceArray<@Nullable Slice> ring;

	private final AtomicLong lastBad = new AtomicLong(Long.MIN_VALUE / 2);

	TimeWindow(long nanos, int slices, long now) {
		this.sliceNanos = (nanos + slices - 1) / slices;
		this.origin = now;
		this.ring = new AtomicReferenceArray<>(slices);
	}

	@Override
	public boolean add(int kind, long now) {
		long number = number(now);
		Slice slice = slice(number);
		if (slice != null) {
			slice.add(kind, 1);
		}
		if (kind != Kind.SUCCESS) {
			markBad(number);
		}
		return this.lastBad.get() > number - this.ring.length();
	}

	private void markBad(long number) {
		if (this.lastBad.get() < number) {
			this.lastBad.accumulateAndGet(number, Math::max);
		}
	}

	private long number(long now) {
		return Math.floorDiv(now - this.origin, this.sliceNanos);
	}

	/**
	 * Returns a slice, which takes the place of one that is too old.
	 * @return the slice, {@code null} if it is too old itself
	 */
	private @Nullable Slice slice(long number) {
		int index = (int) Math.floorMod(number, (long) this.ring.length());
		for (;;) {
			Slice slice = this.ring.get(index);
			if (slice != null && slice.number >= number) {
				return (slice.number == number) ? slice : null;
			}
			Slice fresh = new Slice(number);
			if (this.ring.compareAndSet(index, slice, fresh)) {
				return fresh;
			}
		}
	}

	@Override
	public Counts counts(long now) {
		long oldest = number(now) - this.ring.length() + 1;
		long calls = 0;
		long failures = 0;
		long slow = 0;
		long slowFailures = 0;
		for (int i = 0; i < this.ring.length(); i++) {
			Slice slice = this.ring.get(i);
			if (slice != null && slice.number >= oldest) {
				calls += slice.calls.sum();
				failures += slice.failures.get();
				slow += slice.slow.get();
				slowFailures += slice.slowFailures.get();
			}
		}
		return new Counts(calls, failures, slow, slowFailures);
	}

	@Override
	public void accept(int kind, long count, long at) {
		Slice slice = slice(number(at));
		if (slice != null && count > 0) {
			slice.add(kind, count);
			if (kind != Kind.SUCCESS) {
				markBad(number(at));
			}
		}
	}

	/**
	 * Hands the samples on, slice by slice, each dated with the last moment of its slice.
	 * Which call came first within a slice is not known: the good ones go first.
	 */
	@Override
	public void replay(TripRule.Sink sink, long now) {
		long newest = number(now);
		for (long number = newest - this.ring.length() + 1; number <= newest; number++) {
			Slice slice = this.ring.get((int) Math.floorMod(number, (long) this.ring.length()));
			if (slice != null && slice.number == number) {
				long end = this.origin + (number + 1) * this.sliceNanos - 1;
				slice.replay(sink, (end - now < 0) ? end : now);
			}
		}
	}

	/**
	 * What happened in a twentieth of the window.
	 */
	private static final class Slice {

		private final long number;

		private final LongAdder calls = new LongAdder();

		private final AtomicLong failures = new AtomicLong();

		private final AtomicLong slow = new AtomicLong();

		private final AtomicLong slowFailures = new AtomicLong();

		Slice(long number) {
			this.number = number;
		}

		void add(int kind, long count) {
			if ((kind & Kind.FAILURE) != 0) {
				this.failures.addAndGet(count);
			}
			if ((kind & Kind.SLOW) != 0) {
				this.slow.addAndGet(count);
			}
			if (kind == Kind.SLOW_FAILURE) {
				this.slowFailures.addAndGet(count);
			}
			this.calls.add(count);
		}

		void replay(TripRule.Sink sink, long at) {
			long both = this.slowFailures.get();
			long failed = this.failures.get() - both;
			long slowOnly = this.slow.get() - both;
			sink.accept(Kind.SUCCESS, Math.max(0, this.calls.sum() - failed - slowOnly - both), at);
			sink.accept(Kind.SLOW, slowOnly, at);
			sink.accept(Kind.FAILURE, failed, at);
			sink.accept(Kind.SLOW_FAILURE, both, at);
		}

	}

}
