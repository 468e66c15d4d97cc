package io.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

import io.breaker.config.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * A permit for one call that the guard let in.
 */
final class CallPermit implements Permit {

	private static final VarHandle SETTLED;

	static {
		try {
			SETTLED = MethodHandles.lookup().findVarHandle(CallPermit.class, "settled", boolean.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final Guard guard;

	private final Admission admission;

	private final long start;

	@SuppressWarnings("unused")
	private volatile boolean settled;

	/**
	 * Creates a permit.
	 * @param start when the call began, as the guard says it
	 */
	CallPermit(Guard guard, Admission admission, long start) {
		this.guard = guard;
		this.admission = admission;
		this.start = start;
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
	public boolean enough() {
		boolean mine = settle();
		if (mine) {
			this.guard.answered(this.admission, this.start);
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
		return SETTLED.compareAndSet(this, false, true);
	}

}
