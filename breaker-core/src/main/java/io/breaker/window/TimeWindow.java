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
	 * A healthy call adds to one striped counter.
	 */

	private final long sliceNanos;

	private final long origin;

	private final AtomicReferenceArray<@Nullable Slice> ring;

	TimeWindow(long nanos, int slices, long now) {
		this.sliceNanos = (nanos + slices - 1) / slices;
		this.origin = now;
		this.ring = new AtomicReferenceArray<>(slices);
	}

	@Override
	public long add(int kind, long now) {
		long number = number(now);
		Slice slice = slice(number);
		if (slice != null) {
			slice.add(kind, 1);
		}
		return number;
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
		long both = 0;
		long slowOnly = 0;
		long failedOnly = 0;
		long calls = 0;
		for (int i = 0; i < this.ring.length(); i++) {
			Slice slice = this.ring.get(i);
			if (slice != null && slice.number >= oldest) {
				both += slice.both.get();
				slowOnly += slice.slowOnly.get();
				failedOnly += slice.failedOnly.get();
				calls += slice.calls.sum();
			}
		}
		return new Counts(calls, failedOnly + both, slowOnly + both, both);
	}

	@Override
	public void accept(int kind, long count, long at) {
		Slice slice = slice(number(at));
		if (slice != null && count > 0) {
			slice.add(kind, count);
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

		/*
		 * A call is added to all calls before it is added to the bad ones, each bad one
		 * to one of three, and they are read the other way round: nobody ever sees more
		 * bad calls than calls. Adders that lie side by side share a cache line: that of
		 * failures is kept apart from that of all calls.
		 */

		private final LongAdder calls = new LongAdder();

		private final AtomicLong both = new AtomicLong();

		private final AtomicLong slowOnly = new AtomicLong();

		private final AtomicLong failedOnly = new AtomicLong();

		Slice(long number) {
			this.number = number;
		}

		void add(int kind, long count) {
			this.calls.add(count);
			switch (kind) {
				case Kind.FAILURE -> this.failedOnly.addAndGet(count);
				case Kind.SLOW -> this.slowOnly.addAndGet(count);
				case Kind.SLOW_FAILURE -> this.both.addAndGet(count);
				default -> {
				}
			}
		}

		void replay(TripRule.Sink sink, long at) {
			long both = this.both.get();
			long slowOnly = this.slowOnly.get();
			long failedOnly = this.failedOnly.get();
			sink.accept(Kind.SUCCESS, this.calls.sum() - failedOnly - slowOnly - both, at);
			sink.accept(Kind.SLOW, slowOnly, at);
			sink.accept(Kind.FAILURE, failedOnly, at);
			sink.accept(Kind.SLOW_FAILURE, both, at);
		}

	}

}
