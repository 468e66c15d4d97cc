package io.breaker;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import io.breaker.config.Alarm;

/**
 * Wakes a breaker when something falls due. Only observers need it: a breaker that is
 * never woken decides the same.
 */
final class Wakeup {

	private static final Runnable NOTHING = new Nothing();

	private static final Runnable CLOSED = new Nothing();

	private final Alarm alarm;

	private final Runnable look;

	private final LongSupplier remaining;

	private final Complaint complaint;

	private final AtomicReference<Runnable> cancel = new AtomicReference<>(NOTHING);

	/**
	 * Creates a wakeup.
	 * @param alarm what wakes
	 * @param look lets the breaker do what is due
	 * @param remaining tells how long it is until something is due
	 */
	Wakeup(Alarm alarm, Runnable look, LongSupplier remaining, Complaint complaint) {
		this.alarm = alarm;
		this.look = look;
		this.remaining = remaining;
		this.complaint = complaint;
	}

	/**
	 * Sets the alarm for what is due next, in place of one set before. When two threads
	 * set it at once, one of them looks again.
	 */
	void set() {
		while (!trySet()) {
			Thread.onSpinWait();
		}
	}

	private boolean trySet() {
		Runnable before = this.cancel.get();
		if (before == CLOSED) {
			return true;
		}
		long left = this.remaining.getAsLong();
		Runnable after = (left != State.NEVER) ? after(Math.max(0, left)) : NOTHING;
		boolean mine = this.cancel.compareAndSet(before, after);
		(mine ? before : after).run();
		return mine;
	}

	private Runnable after(long nanos) {
		try {
			return this.alarm.after(Duration.ofNanos(nanos), this.look);
		}
		catch (RuntimeException ex) {
			this.complaint.about(ex);
			return NOTHING;
		}
	}

	void close() {
		this.cancel.getAndSet(CLOSED).run();
	}

	/**
	 * Cancels nothing.
	 */
	private static final class Nothing implements Runnable {

		@Override
		public void run() {
			// There is no alarm to cancel.
		}

	}

}
