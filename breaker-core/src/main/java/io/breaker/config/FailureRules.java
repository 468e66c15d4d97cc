package io.breaker.config;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.function.Predicate;

import io.breaker.config.FailureJudge.Opinion;
import org.jspecify.annotations.Nullable;

/**
 * Tells what the end of a call says about the callee.
 * <p>
 * An exception and its causes are looked at from the outside in, at most
 * {@value #DEEPEST} of them, so a cycle ends. At each one the predicates speak first,
 * then the nearest class that is named: with {@code ignore: Exception} and
 * {@code record: IOException} a {@code FileNotFoundException} is recorded. A class named
 * in both lists is ignored. A {@link FailureJudge} speaks before them where somebody
 * chose its opinion, and after them where it is built in. A cancelled or interrupted call
 * is neutral unless its very class is recorded; a {@code withTimeout} of Kotlin that runs
 * out within the call is no cancellation.
 *
 * @since 0.1.0
 */
public final class FailureRules {

	private static final int DEEPEST = 32;

	private static final int UNRELATED = Integer.MAX_VALUE;

	private static final String KOTLIN_TIME_OUT = "kotlinx.coroutines.TimeoutCancellationException";

	private final BreakerSettings settings;

	private final @Nullable FailureJudge judge;

	private final Set<Class<? extends Throwable>> record;

	private final Set<Class<? extends Throwable>> ignore;

	private final @Nullable Predicate<Throwable> recordWhen;

	private final @Nullable Predicate<Throwable> ignoreWhen;

	private final @Nullable Predicate<Object> recordResult;

	private final @Nullable Function<Throwable, Duration> retryAfter;

	private final Duration retryAfterMax;

	/**
	 * Whether anything here tells one exception from another. Otherwise no cause is read,
	 * which takes a lock on each exception.
	 */
	private final boolean selective;

	FailureRules(BreakerSettings settings) {
		this.settings = settings;
		this.judge = settings.get(Settings.JUDGE);
		this.record = settings.require(Settings.RECORD);
		this.ignore = settings.require(Settings.IGNORE);
		this.recordWhen = settings.get(Settings.RECORD_WHEN);
		this.ignoreWhen = settings.get(Settings.IGNORE_WHEN);
		this.recordResult = settings.get(Settings.RECORD_RESULT);
		this.retryAfter = settings.get(Settings.RETRY_AFTER);
		this.retryAfterMax = settings.require(Settings.RETRY_AFTER_MAX);
		this.selective = this.judge != null || this.recordWhen != null || this.ignoreWhen != null
				|| !this.record.isEmpty() || !this.ignore.isEmpty();
	}

	/**
	 * Judges an exception. What a predicate throws is thrown on.
	 * @param thrown what the call ended with
	 * @return the verdict
	 */
	public Verdict judge(Throwable thrown) {
		Throwable error = peel(thrown);
		if (isGivenUp(error) && !this.record.contains(error.getClass())) {
			return Verdict.CANCELLED;
		}
		if (!this.selective) {
			return Verdict.FAILURE;
		}
		Throwable link = error;
		for (int depth = 0; link != null && depth < DEEPEST; depth++) {
			Verdict verdict = opinion(link);
			if (verdict != null) {
				return (error instanceof Error && !(link instanceof Error)) ? Verdict.FAILURE : verdict;
			}
			link = cause(link);
		}
		if (error instanceof Error) {
			return Verdict.FAILURE;
		}
		return (this.record.isEmpty() && this.recordWhen == null) ? Verdict.FAILURE : Verdict.SUCCESS;
	}

	/**
	 * Tells whether the caller gave up. A time-out of Kotlin looks so, too, but it ended
	 * within the call: had the caller given up, the call would have been cancelled.
	 */
	private static boolean isGivenUp(Throwable error) {
		return error instanceof InterruptedException
				|| (error instanceof CancellationException && !KOTLIN_TIME_OUT.equals(error.getClass().getName()));
	}

	/**
	 * Tells whether results can be failures at all.
	 * @return whether {@link #isFailure} need be asked
	 */
	public boolean judgesResults() {
		return this.recordResult != null;
	}

	/**
	 * Judges a result. What the predicate throws is thrown on.
	 * @param result what the call returned
	 * @return whether it is a failure
	 */
	public boolean isFailure(@Nullable Object result) {
		return this.recordResult != null && result != null && this.recordResult.test(result);
	}

	/**
	 * Tells how long the callee asks to be left alone. What the function throws is thrown
	 * on.
	 * @param thrown what the call ended with
	 * @return the time in nanoseconds, at most {@code retry-after-max}; 0 for none
	 */
	public long askedWait(Throwable thrown) {
		if (this.retryAfter == null || this.retryAfterMax.isZero()) {
			return 0;
		}
		Duration asked = this.retryAfter.apply(peel(thrown));
		if (asked == null || asked.isNegative()) {
			return 0;
		}
		return (asked.compareTo(this.retryAfterMax) < 0) ? asked.toNanos() : this.retryAfterMax.toNanos();
	}

	/**
	 * Takes off the wrappers that futures put around a failure.
	 * @param thrown any exception
	 * @return what the callee threw
	 */
	public static Throwable peel(Throwable thrown) {
		Throwable inner = thrown;
		for (int depth = 0; depth < DEEPEST; depth++) {
			boolean wrapper = inner instanceof CompletionException || inner instanceof ExecutionException;
			Throwable cause = wrapper ? cause(inner) : null;
			if (cause == null) {
				return inner;
			}
			inner = cause;
		}
		return inner;
	}

	/**
	 * Reads a cause, which is code of the user where an exception overrides it; one that
	 * cannot be read is none.
	 */
	private static @Nullable Throwable cause(Throwable link) {
		try {
			return link.getCause();
		}
		catch (RuntimeException ex) {
			return null;
		}
	}

	private @Nullable Verdict opinion(Throwable link) {
		Opinion opinion = (this.judge != null) ? this.judge.judge(link, this.settings) : null;
		if (opinion != null && opinion.chosen()) {
			return opinion.verdict();
		}
		Verdict named = named(link);
		return (named == null && opinion != null) ? opinion.verdict() : named;
	}

	private @Nullable Verdict named(Throwable link) {
		if (this.ignoreWhen != null && this.ignoreWhen.test(link)) {
			return Verdict.IGNORED;
		}
		if (this.recordWhen != null && this.recordWhen.test(link)) {
			return Verdict.FAILURE;
		}
		int ignored = distance(link, this.ignore);
		int recorded = distance(link, this.record);
		if (ignored == UNRELATED && recorded == UNRELATED) {
			return null;
		}
		return (ignored <= recorded) ? Verdict.IGNORED : Verdict.FAILURE;
	}

	/**
	 * Counts the steps up from the class of an exception to the nearest one of a list. An
	 * error is named only by a class of errors.
	 */
	private static int distance(Throwable link, Set<Class<? extends Throwable>> classes) {
		if (classes.isEmpty()) {
			return UNRELATED;
		}
		int steps = 0;
		for (Class<?> type = link.getClass(); type != Object.class; type = type.getSuperclass()) {
			if (classes.contains(type)) {
				return steps;
			}
			if (type == Error.class) {
				return UNRELATED;
			}
			steps++;
		}
		return UNRELATED;
	}

}
