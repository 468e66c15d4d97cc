package io.breaker;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;

import io.breaker.config.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * The ways in which a call of a schedule can end, and what they mean with and without the
 * functions of the user.
 */
enum NaiveEnding {

	RETURNS(null, Verdict.SUCCESS, Verdict.SUCCESS, 0),

	GOOD_RESULT("good", Verdict.SUCCESS, Verdict.SUCCESS, 0),

	BAD_RESULT("bad", Verdict.SUCCESS, Verdict.FAILURE, 0),

	RESULT_THAT_BREAKS_THE_PREDICATE("breaks", Verdict.SUCCESS, Verdict.SUCCESS, 0),

	FAILS(new Broken("fails"), Verdict.FAILURE, Verdict.FAILURE, 0),

	FAILS_WRAPPED(new CompletionException(new Broken("wrapped")), Verdict.FAILURE, Verdict.FAILURE, 0),

	FAILS_AND_ASKS(new Broken("asks"), Verdict.FAILURE, Verdict.FAILURE, 2_500_000_000L),

	FAILURE_THAT_BREAKS_THE_FUNCTION(new Broken("breaks function"), Verdict.FAILURE, Verdict.FAILURE, 0),

	FAILURE_THAT_BREAKS_THE_PREDICATE(new Broken("breaks predicate"), Verdict.FAILURE, Verdict.FAILURE, 0),

	NOT_RECORDED(new Broken("not recorded"), Verdict.FAILURE, Verdict.SUCCESS, 0),

	IGNORED(new Neutral(), Verdict.FAILURE, Verdict.IGNORED, 0),

	ERROR(new StackOverflowError("error"), Verdict.FAILURE, Verdict.FAILURE, 0),

	GIVEN_UP(new CancellationException("given up"), Verdict.CANCELLED, Verdict.CANCELLED, 0),

	CANCELS(null, Verdict.CANCELLED, Verdict.CANCELLED, 0),

	IGNORES(null, Verdict.IGNORED, Verdict.IGNORED, 0),

	HAS_SEEN_ENOUGH(null, Verdict.SUCCESS, Verdict.SUCCESS, 0);

	private static final RuntimeException BREAKS = new Broken("a function of the user");

	static final Predicate<Throwable> RECORD_WHEN = (thrown) -> {
		if (thrown == FAILURE_THAT_BREAKS_THE_PREDICATE.end) {
			throw BREAKS;
		}
		return thrown != NOT_RECORDED.end && thrown != IGNORED.end && thrown != ERROR.end;
	};

	static final Predicate<Object> RECORD_RESULT = (result) -> {
		if (result == RESULT_THAT_BREAKS_THE_PREDICATE.end) {
			throw BREAKS;
		}
		return result == BAD_RESULT.end;
	};

	static final Function<Throwable, Duration> RETRY_AFTER = (thrown) -> {
		if (thrown == FAILURE_THAT_BREAKS_THE_FUNCTION.end) {
			throw BREAKS;
		}
		return (thrown == FAILS_AND_ASKS.end) ? Duration.ofNanos(FAILS_AND_ASKS.asks) : Duration.ofSeconds(-1);
	};

	private final @Nullable Object end;

	private final Verdict plain;

	private final Verdict judged;

	private final long asks;

	NaiveEnding(@Nullable Object end, Verdict plain, Verdict judged, long asks) {
		this.end = end;
		this.plain = plain;
		this.judged = judged;
		this.asks = asks;
	}

	Verdict verdict(NaivePlan plan) {
		return plan.judges() ? this.judged : this.plain;
	}

	/**
	 * Returns how long the callee asks to be left alone, as far as the plan listens.
	 */
	long asks(NaivePlan plan) {
		return plan.judges() ? Math.min(this.asks, plan.askedMost()) : 0;
	}

	/**
	 * Tells whether only somebody who holds a permit can end a call so.
	 */
	boolean needsPermit() {
		return this == CANCELS || this == IGNORES || this == HAS_SEEN_ENOUGH;
	}

	/**
	 * Ends a call that holds a permit.
	 */
	boolean settle(Permit permit) {
		if (this == CANCELS) {
			return permit.cancel();
		}
		if (this == IGNORES) {
			return permit.ignore();
		}
		if (this == HAS_SEEN_ENOUGH) {
			return permit.enough();
		}
		if (this.end instanceof Throwable failure) {
			return permit.failure(failure);
		}
		return (this == RETURNS) ? permit.success() : permit.success(this.end);
	}

	/**
	 * Ends a call that a breaker runs.
	 */
	@Nullable Object call() throws Exception {
		if (this.end instanceof Exception failure) {
			throw failure;
		}
		if (this.end instanceof Error error) {
			throw error;
		}
		return this.end;
	}

	@Nullable Object end() {
		return this.end;
	}

	/**
	 * A failure without a stack, to be thrown again and again.
	 */
	static final class Broken extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Broken(String message) {
			super(message, null, false, false);
		}

	}

	/**
	 * An exception that says nothing about the callee.
	 */
	static final class Neutral extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Neutral() {
			super("neutral", null, false, false);
		}

	}

}
