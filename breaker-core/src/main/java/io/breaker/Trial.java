package io.breaker;

import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Leave for one call to try whether the callee is back. A trial that is not settled
 * within its time has failed, whether or not anybody looked.
 */
final class Trial extends Admission {

	private final long start;

	private final AtomicReference<@Nullable Result> result = new AtomicReference<>();

	Trial(long period, boolean measured, long start) {
		super(period, measured);
		this.start = start;
	}

	/**
	 * Settles the trial, once. One that is overdue has failed when its time was over,
	 * whatever it brings now.
	 * @param timeout how long a trial may take, in nanoseconds
	 */
	void settle(boolean success, long now, long timeout, @Nullable Throwable failure, long asked) {
		boolean late = remaining(now, timeout) <= 0;
		this.result.compareAndSet(null,
				late ? new Result(false, this.start + timeout, null, 0) : new Result(success, now, failure, asked));
	}

	/**
	 * Tells whether the trial can be given back: nobody settled it, and it is not
	 * overdue.
	 */
	boolean isPending(long now, long timeout) {
		return this.result.get() == null && remaining(now, timeout) > 0;
	}

	/**
	 * Returns how the trial ended.
	 * @return the result, {@code null} while there is none
	 */
	@Nullable Result result() {
		return this.result.get();
	}

	/**
	 * Returns how long the trial may still take; 0 and less when it is overdue.
	 */
	long remaining(long now, long timeout) {
		return timeout - (now - this.start);
	}

	/**
	 * How a trial ended.
	 *
	 * @param success whether it showed that the callee is back
	 * @param end when it ended
	 * @param failure what it threw, {@code null} for nothing
	 * @param asked how long the callee asks to be left alone, in nanoseconds
	 */
	record Result(boolean success, long end, @Nullable Throwable failure, long asked) {
	}

}
