package io.breaker.benchmarks;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.BooleanSupplier;

/**
 * Calls through no breaker, with the least that a breaker must do around them.
 */
final class LimitCalls {

	/*
	 * Clock readings are used, or the compiler might leave them out.
	 */

	private static final long NEVER = Long.MIN_VALUE;

	private static final long SLOW = 2_000_000_000L;

	private LimitCalls() {
	}

	/**
	 * Counts the call.
	 */
	static Contender count() {
		LongAdder calls = new LongAdder();
		return new Contender(() -> {
			Object result = Callee.answer();
			calls.increment();
			return result;
		}, () -> calls.sum() > 0);
	}

	/**
	 * Counts the call in one number for all threads.
	 */
	static Contender countTogether() {
		AtomicLong calls = new AtomicLong();
		return new Contender(() -> {
			Object result = Callee.answer();
			calls.getAndIncrement();
			return result;
		}, () -> calls.get() > 0);
	}

	/**
	 * Counts the calls that succeed and those that fail.
	 */
	static Contender countOutcomes() {
		LongAdder failures = new LongAdder();
		return countOutcomes(new LongAdder(), failures::increment, () -> failures.sum() > 0);
	}

	/**
	 * Counts the calls that succeed and those that fail, and numbers the failures of all
	 * threads.
	 */
	static Contender numberFailures() {
		LongAdder failures = new LongAdder();
		AtomicLong order = new AtomicLong();
		return countOutcomes(new LongAdder(), () -> {
			failures.increment();
			order.getAndIncrement();
		}, () -> failures.sum() > 0 && order.get() > 0);
	}

	/**
	 * Counts the calls that succeed and those that fail, and knows of each failure its
	 * number, its time and how many calls succeeded before it.
	 */
	static Contender placeFailures() {
		LongAdder successes = new LongAdder();
		LongAdder failures = new LongAdder();
		AtomicLong order = new AtomicLong();
		return countOutcomes(successes, () -> {
			failures.increment();
			boolean dated = System.nanoTime() != NEVER;
			order.getAndAdd((dated && successes.sum() >= 0) ? 1 : 0);
		}, () -> failures.sum() > 0 && order.get() > 0);
	}

	private static Contender countOutcomes(LongAdder successes, Runnable failed, BooleanSupplier isCounted) {
		return new Contender(() -> {
			try {
				Object result = Callee.answerOrFail();
				successes.increment();
				return result;
			}
			catch (Callee.Failure ex) {
				failed.run();
				return ex;
			}
		}, isCounted);
	}

	/**
	 * Dates the call.
	 */
	static Contender date() {
		return new Contender(() -> (System.nanoTime() != NEVER) ? Callee.answer() : null, () -> true);
	}

	/**
	 * Measures and counts the call.
	 */
	static Contender measureAndCount() {
		LongAdder calls = new LongAdder();
		LongAdder slowCalls = new LongAdder();
		return new Contender(() -> {
			long start = System.nanoTime();
			Object result = Callee.answer();
			boolean slow = System.nanoTime() - start > SLOW;
			(slow ? slowCalls : calls).increment();
			return result;
		}, () -> calls.sum() > 0);
	}

	/**
	 * Looks at how an asynchronous call ended.
	 */
	static Contender whenComplete() {
		LongAdder calls = new LongAdder();
		return new Contender(() -> Callee.answerAsync().whenComplete((result, failure) -> calls.increment()),
				() -> calls.sum() > 0);
	}

	/**
	 * Calls a bean behind a proxy that does nothing.
	 */
	static Contender emptyAdvisor() {
		return new Contender(AnnotatedBeans.emptyAdvisor()::answer, () -> true);
	}

	/**
	 * Calls an annotated method of a bean, which Spring guards against too many calls at
	 * once.
	 */
	static Contender concurrencyLimit() {
		return new Contender(AnnotatedBeans.concurrencyLimit()::answer, () -> true);
	}

}
