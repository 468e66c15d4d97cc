package io.breaker.config;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

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
	 * @return an alarm that does nothing, as if a registry were given none
	 */
	static Alarm none() {
		return (delay, task) -> () -> {
		};
	}

	/**
	 * Returns an alarm that goes off on a thread of a scheduler.
	 * @param scheduler the scheduler, which stays in the hands of the caller
	 * @return the alarm
	 */
	static Alarm of(ScheduledExecutorService scheduler) {
		return (delay, task) -> {
			ScheduledFuture<?> future = scheduler.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
			return () -> future.cancel(false);
		};
	}

}
