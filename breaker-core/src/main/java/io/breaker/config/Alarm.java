package io.breaker.config;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Wakes a breaker when something falls due, so that observers see it without a call. A
 * breaker decides the same with and without an alarm, and a late or a lost one does no
 * harm.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Alarm {

	/**
	 * Sets the alarm once.
	 * @param delay after which time
	 * @param task what to run then; it is short and never throws
	 * @return cancels the alarm, and does nothing after it went off
	 */
	Runnable after(Duration delay, Runnable task);

	/**
	 * Returns an alarm that never goes off: due moves are made by the next call.
	 * @return the alarm of a registry that was given none
	 */
	static Alarm none() {
		return (delay, task) -> () -> {
		};
	}

	/**
	 * Returns an alarm that goes off on a thread of a scheduler. A cancelled alarm holds
	 * on to no breaker, also where the scheduler keeps it until its time.
	 * @param scheduler the scheduler, which stays in the hands of the caller
	 * @return the alarm
	 */
	static Alarm of(ScheduledExecutorService scheduler) {
		return (delay, task) -> {
			AtomicReference<@Nullable Runnable> pending = new AtomicReference<>(task);
			ScheduledFuture<?> future = scheduler.schedule(() -> goOff(pending), delay.toNanos(), TimeUnit.NANOSECONDS);
			return () -> {
				pending.set(null);
				future.cancel(false);
			};
		};
	}

	private static void goOff(AtomicReference<@Nullable Runnable> pending) {
		Runnable task = pending.getAndSet(null);
		if (task != null) {
			task.run();
		}
	}

}
