package io.breaker.benchmarks;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/**
 * What is called through the breakers. It costs next to nothing, so that what is measured
 * is the breaker.
 */
final class Callee {

	/**
	 * The failure rate, in percent, at which a breaker opens that must let failing calls
	 * through. Far above the tenth that fails: when a measurement ends, most of many
	 * threads wait for a processor where a call costs most, which is where it fails, and
	 * half of the last 100 calls to end are failures.
	 */
	static final int TOO_MANY = 90;

	/*
	 * The fields are not final: a constant would let the compiler see more of the callee
	 * than it sees of a real one.
	 */

	private static Object answer = "answer";

	private static CompletableFuture<Object> future = CompletableFuture.completedFuture(answer);

	private static Failure failure = new Failure();

	private Callee() {
	}

	/**
	 * Answers.
	 */
	static Object answer() {
		return answer;
	}

	/**
	 * Answers with a future that is complete already.
	 */
	static CompletableFuture<Object> answerAsync() {
		return future;
	}

	/**
	 * Fails one call in ten, by chance and not by count: it needs no counter that threads
	 * would fight for, and the processor cannot learn the pattern.
	 */
	static Object answerOrFail() {
		if (ThreadLocalRandom.current().nextInt(10) == 0) {
			throw failure;
		}
		return answer;
	}

	/**
	 * Fails.
	 */
	static Object fail() {
		throw failure;
	}

	/**
	 * Is never called while a breaker is open. An {@link Error}, so that no fallback
	 * covers it up.
	 */
	static Object forbidden() {
		throw new AssertionError("The breaker let a call through");
	}

	/**
	 * What the callee throws, made once: what an exception costs is not the breaker's.
	 */
	static final class Failure extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Failure() {
			super("failure", null, false, false);
		}

	}

}
