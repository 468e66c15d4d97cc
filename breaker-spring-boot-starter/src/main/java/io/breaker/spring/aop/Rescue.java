package io.breaker.spring.aop;

import java.util.List;
import java.util.NoSuchElementException;

import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.CallRejectedException;
import io.breaker.Suppressed;
import io.breaker.config.Verdict;

/**
 * One failed or rejected call on its way through the fallbacks: each name in turn, until
 * one of them has an answer. For one thread at a time.
 *
 * <pre>{@code
 * while (rescue.hasNext()) {
 *     try {
 *         Object answer = rescue.next();
 *         rescue.succeeded();
 *         return answer;
 *     }
 *     catch (Throwable ex) {
 *         rescue.failed(ex);
 *     }
 * }
 * throw rescue.failure();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Rescue {

	private final GuardedInvocation invocation;

	private final Breaker breaker;

	private final Throwable original;

	private final List<List<Fallback>> chain;

	private int tried;

	private Throwable last;

	Rescue(GuardedInvocation invocation, List<List<Fallback>> chain, Breaker breaker, Throwable failure) {
		this.invocation = invocation;
		this.breaker = breaker;
		this.original = failure;
		this.last = failure;
		this.chain = isFailure(breaker, failure) ? chain : List.of();
	}

	private static boolean isFailure(Breaker breaker, Throwable failure) {
		boolean rejected = failure instanceof CallRejectedException rejection
				&& rejection.breaker().equals(breaker.name());
		return rejected || breaker.judge(failure) == Verdict.FAILURE;
	}

	/**
	 * Tells whether there is another fallback for this failure.
	 * @return whether {@link #next} can be asked
	 */
	public boolean hasNext() {
		while (this.tried < this.chain.size() && nearest() == null) {
			this.tried++;
		}
		return this.tried < this.chain.size();
	}

	/**
	 * Asks the next fallback.
	 * @return its answer, a value or something asynchronous
	 * @throws Throwable what the fallback threw
	 */
	public @Nullable Object next() throws Throwable {
		Fallback fallback = nearest();
		if (fallback == null) {
			throw new NoSuchElementException();
		}
		this.tried++;
		return this.invocation.call(fallback, this.original);
	}

	private @Nullable Fallback nearest() {
		return Fallbacks.nearest(this.chain.get(this.tried), this.original);
	}

	/**
	 * Counts that the fallback had an answer.
	 */
	public void succeeded() {
		this.breaker.countFallback(true);
	}

	/**
	 * Counts that the fallback failed, and goes on to the next one. An error and an
	 * interruption are for the caller at once.
	 * @param thrown what the fallback threw
	 */
	public void failed(Throwable thrown) {
		this.breaker.countFallback(false);
		Suppressed.attach(thrown, this.last);
		this.last = thrown;
		if (thrown instanceof Error || thrown instanceof InterruptedException
				|| thrown instanceof Answers.InterruptedWait) {
			this.tried = this.chain.size();
		}
	}

	/**
	 * Returns what the caller gets where no fallback has an answer.
	 * @return what the last fallback threw, with the failure as suppressed; the failure
	 * itself where none was asked
	 */
	public Throwable failure() {
		return this.last;
	}

}
