package io.breaker.test;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;

import io.breaker.config.Alarm;
import io.breaker.config.TimeSource;
import org.jspecify.annotations.Nullable;

/**
 * Time that stands still until a test moves it. Alarms go off while it moves, each at its
 * moment and in the order of their moments, on the thread that moves it. Breakers on this
 * time do not spread their waits by {@code open-jitter}: a test ends the same each time.
 * <p>
 * Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class ManualTime implements TimeSource {

	private final PriorityQueue<Appointment> appointments = new PriorityQueue<>(
			Comparator.comparingLong((Appointment each) -> each.elapsed).thenComparingLong((each) -> each.number));

	private final long start;

	private final Instant wallStart;

	private long elapsed;

	private long made;

	private Duration wallShift = Duration.ZERO;

	/**
	 * Creates a time that begins at a fixed moment.
	 */
	public ManualTime() {
		this(0);
	}

	/**
	 * Creates a time whose monotonic clock begins at a given value.
	 * @param start any value, {@link Long#MAX_VALUE} and negative ones included
	 */
	public ManualTime(long start) {
		this.start = start;
		this.wallStart = Instant.parse("2026-01-01T12:00:00Z");
	}

	@Override
	public synchronized long nanoTime() {
		return this.start + this.elapsed;
	}

	@Override
	public synchronized Instant now() {
		return this.wallStart.plusNanos(this.elapsed).plus(this.wallShift);
	}

	@Override
	public boolean driven() {
		return true;
	}

	/**
	 * Moves time on. It never goes back: an alarm that moves it further than this, or
	 * another thread, wins.
	 * @param step how far; not negative
	 */
	public void advance(Duration step) {
		advanceNanos(step.toNanos());
	}

	/**
	 * Moves time on.
	 * @param nanos how far in nanoseconds; not negative
	 */
	public void advanceNanos(long nanos) {
		if (nanos < 0) {
			throw new IllegalArgumentException("'nanos' must not be negative but was " + nanos);
		}
		long end;
		synchronized (this) {
			end = this.elapsed + nanos;
		}
		for (Appointment next = due(end); next != null; next = due(end)) {
			next.task.run();
		}
	}

	private synchronized @Nullable Appointment due(long end) {
		Appointment next = this.appointments.peek();
		if (next == null || next.elapsed > end) {
			this.elapsed = Math.max(this.elapsed, end);
			return null;
		}
		this.appointments.remove();
		this.elapsed = Math.max(this.elapsed, next.elapsed);
		return next;
	}

	/**
	 * Sets the clock on the wall forward or back, as an administrator does. The monotonic
	 * clock does not notice.
	 * @param step how far; may be negative
	 */
	public synchronized void shiftWallClock(Duration step) {
		this.wallShift = this.wallShift.plus(step);
	}

	/**
	 * Returns an alarm that goes off when this time gets there.
	 * @return the alarm
	 */
	public Alarm alarm() {
		return (delay, task) -> {
			Appointment appointment = make(delay.toNanos(), task);
			return () -> cancel(appointment);
		};
	}

	/**
	 * Returns how many alarms are set.
	 * @return the number of alarms that have neither gone off nor been cancelled
	 */
	public synchronized int alarmsSet() {
		return this.appointments.size();
	}

	private synchronized Appointment make(long delay, Runnable task) {
		Appointment appointment = new Appointment(this.elapsed + delay, this.made++, task);
		this.appointments.add(appointment);
		return appointment;
	}

	private synchronized void cancel(Appointment appointment) {
		this.appointments.remove(appointment);
	}

	/**
	 * Something to do at a moment.
	 */
	private static final class Appointment {

		private final long elapsed;

		private final long number;

		private final Runnable task;

		Appointment(long elapsed, long number, Runnable task) {
			this.elapsed = elapsed;
			this.number = number;
			this.task = task;
		}

	}

}
