package io.breaker.window;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The last so many calls, in a ring of one byte each.
 */
final class CountWindow implements WindowStore {

	/*
	 * Assumptions: at most a million calls, so each of the three counts fits in 21 bits.
	 *
	 * Guarantees: whoever swaps a slot adds the difference between what he put in and
	 * what he took out, so at rest the counts are exactly what the slots hold. In
	 * between, a count may be off by the calls that are between their swap and their
	 * addition, for an instant below zero even when the ring is small; the bias keeps
	 * such a count from borrowing of its neighbour, and a reader sees it as zero.
	 *
	 * While outcomes repeat a call adds to the cursor and reads one byte.
	 */

	private static final VarHandle SLOTS = MethodHandles.arrayElementVarHandle(byte[].class);

	private static final int BITS = 21;

	private static final long MASK = (1L << BITS) - 1;

	private static final long BIAS = 1L << (BITS - 1);

	private static final long EMPTY = BIAS << (2 * BITS) | BIAS << BITS | BIAS;

	private static final long ONLY_STRETCH = 0;

	private final byte[] slots;

	private final AtomicLong cursor = new AtomicLong();

	private final AtomicLong counts = new AtomicLong(EMPTY);

	CountWindow(int size) {
		this.slots = new byte[size];
	}

	@Override
	public long add(int kind, long now) {
		int slot = (int) (this.cursor.getAndIncrement() % this.slots.length);
		if ((byte) SLOTS.getOpaque(this.slots, slot) != kind) {
			int old = (byte) SLOTS.getAndSet(this.slots, slot, (byte) kind);
			this.counts.getAndAdd(weight(kind) - weight(old));
		}
		return ONLY_STRETCH;
	}

	private static long weight(int kind) {
		return switch (kind) {
			case Kind.FAILURE -> 1L << (2 * BITS);
			case Kind.SLOW -> 1L << BITS;
			case Kind.SLOW_FAILURE -> 1L << (2 * BITS) | 1L << BITS | 1L;
			default -> 0;
		};
	}

	@Override
	public Counts counts(long now) {
		long calls = Math.min(this.cursor.get(), this.slots.length);
		long packed = this.counts.get();
		return new Counts(calls, count(packed, 2 * BITS, calls), count(packed, BITS, calls), count(packed, 0, calls));
	}

	private static long count(long packed, int shift, long most) {
		return Math.max(0, Math.min(most, (packed >>> shift & MASK) - BIAS));
	}

	@Override
	public void accept(int kind, long count, long at) {
		for (long i = Math.min(count, this.slots.length); i > 0; i--) {
			add(kind, at);
		}
	}

	@Override
	public void replay(TripRule.Sink sink, long now) {
		long end = this.cursor.get();
		for (long turn = Math.max(0, end - this.slots.length); turn < end; turn++) {
			int slot = (int) (turn % this.slots.length);
			sink.accept((byte) SLOTS.getVolatile(this.slots, slot), 1, now);
		}
	}

}
