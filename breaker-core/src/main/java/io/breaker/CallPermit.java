package io.breaker;

import java.util.concurrent.atomic.AtomicBoolean;

import io.breaker.config.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A permit for one call that the guard let in.
 */
final class CallPermit implements Permit {

	private final Guard guard;

	private final Admission admission;

	private final long start;

	private final AtomicBoolean settled = new AtomicBoolean();

	CallPermit(Guard guard, Admission admission) {
		this.guard = guard;
		this.admission = admission;
		this.start = guard.start(admission);
	}

	@Override
	public boolean success() {
		return success(null);
	}

	@Override
	public boolean success(@Nullable Object result) {
		boolean mine = settle();
		if (mine) {
			this.guard.returned(this.admission, this.start, result);
		}
		return mine;
	}

	@Override
	public boolean failure(Throwable failure) {
		boolean mine = settle();
		if (mine) {
			this.guard.threw(this.admission, this.start, failure);
		}
		return mine;
	}

	@Override
	public boolean ignore() {
		return neutral(Verdict.IGNORED);
	}

	@Override
	public boolean cancel() {
		return neutral(Verdict.CANCELLED);
	}

	private boolean neutral(Verdict verdict) {
		boolean mine = settle();
		if (mine) {
			this.guard.neutral(this.admission, this.start, verdict);
		}
		return mine;
	}

	private boolean settle() {
		return this.settled.compareAndSet(false, true);
	}

}
