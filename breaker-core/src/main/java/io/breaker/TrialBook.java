package io.breaker;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * The trials of one half-open period.
 */
final class TrialBook {

	/*
	 * The trials stand in an array that is replaced as a whole, so there can never be
	 * more of them than there are places, and a trial given back makes room for exactly
	 * one. What the trials say is not counted along the way but read off the array:
	 * nothing can be lost.
	 */

	private static final Trial[] NONE = {};

	private final AtomicReference<Trial[]> trials = new AtomicReference<>(NONE);

	boolean isFull(int places) {
		return this.trials.get().length >= places;
	}

	/**
	 * Admits a trial.
	 * @return the trial, {@code null} if all places are taken
	 */
	@Nullable Trial admit(Trial trial, int places) {
		Trial[] before;
		Trial[] after;
		do {
			before = this.trials.get();
			if (before.length >= places) {
				return null;
			}
			after = Arrays.copyOf(before, before.length + 1);
			after[before.length] = trial;
		}
		while (!this.trials.compareAndSet(before, after));
		return trial;
	}

	/**
	 * Takes a trial back, which makes room for another one.
	 */
	void remove(Trial trial) {
		this.trials
			.updateAndGet((before) -> Arrays.stream(before).filter((each) -> each != trial).toArray(Trial[]::new));
	}

	int succeeded() {
		int succeeded = 0;
		for (Trial trial : this.trials.get()) {
			Trial.Result result = trial.result();
			succeeded += (result != null && result.success()) ? 1 : 0;
		}
		return succeeded;
	}

	int failed(long now, long timeout) {
		int failed = 0;
		for (Trial trial : this.trials.get()) {
			Trial.Result result = trial.result();
			boolean bad = (result != null) ? !result.success() : trial.remaining(now, timeout) <= 0;
			failed += bad ? 1 : 0;
		}
		return failed;
	}

	/**
	 * Returns how long it is until so many trials have failed, if no open one is settled
	 * before; 0 and less when it has come to that.
	 * @return nanoseconds from now, {@link State#NEVER} if there are not so many trials
	 */
	long untilFailed(int count, long now, long timeout) {
		long[] ends = new long[this.trials.get().length];
		int known = 0;
		for (Trial trial : this.trials.get()) {
			Trial.Result result = trial.result();
			if ((result == null || !result.success()) && known < ends.length) {
				ends[known++] = (result != null) ? result.end() - now : trial.remaining(now, timeout);
			}
		}
		Arrays.sort(ends, 0, known);
		return (count <= known) ? ends[count - 1] : State.NEVER;
	}

	/**
	 * Returns the failed trial that ended last and said why.
	 */
	Trial.@Nullable Result lastFailure() {
		Trial.Result last = null;
		for (Trial trial : this.trials.get()) {
			Trial.Result result = trial.result();
			if (result != null && !result.success() && (last == null || result.end() - last.end() >= 0)) {
				last = result;
			}
		}
		return last;
	}

	/**
	 * Returns the longest time that a failed trial asked for, in nanoseconds.
	 */
	long asked() {
		long asked = 0;
		for (Trial trial : this.trials.get()) {
			Trial.Result result = trial.result();
			asked = Math.max(asked, (result != null) ? result.asked() : 0);
		}
		return asked;
	}

}
