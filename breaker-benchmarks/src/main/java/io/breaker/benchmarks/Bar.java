package io.breaker.benchmarks;

import java.util.List;
import java.util.Set;

/**
 * What this breaker must reach on a path, beside a limit or a peer in the same run.
 *
 * @param threads at how many threads
 * @param path the path
 * @param subject the contender of ours
 * @param kind what is compared
 * @param amount how much
 * @param otherPath the path of the other contender
 * @param other the other contender, empty where the amount stands for itself
 * @param limit the contender on this path that does no more than it must, to be shown
 * beside a missed bar; empty for none
 */
record Bar(Set<Integer> threads, String path, String subject, Kind kind, double amount, String otherPath, String other,
		String limit) {

	private static final Set<Integer> ONE = Set.of(1);

	private static final Set<Integer> MANY = Set.of(8, 64);

	private static final Set<Integer> ANY = Set.of(1, 8, 64);

	private static final String LIMITS = "Limits";

	private static final String CLOSED = "ClosedCall";

	private static final String FAILING = "FailingCall";

	private static final String REJECTED = "RejectedCall";

	private static final String REJECTED_FALLBACK = "RejectedCallWithFallback";

	private static final String ASYNC = "AsyncCall";

	private static final String ANNOTATED = "AnnotatedCall";

	private static final String ANNOTATED_REJECTED = "AnnotatedRejectedCallWithFallback";

	static final List<Bar> ALL = List.of(slower(ANY, CLOSED, "BREAKER", 1.7, LIMITS, "LONG_ADDER"),
			faster(ONE, CLOSED, "BREAKER", 8, "RESILIENCE4J_COUNT_WINDOW"),
			faster(MANY, CLOSED, "BREAKER", 15, "RESILIENCE4J_COUNT_WINDOW"), bytes(CLOSED, "BREAKER", 0.5, ""),
			slower(ANY, CLOSED, "BREAKER_METERS_BOUND", 1.1, CLOSED, "BREAKER"),
			bytes(CLOSED, "BREAKER_METERS_BOUND", 0.5, ""),
			slower(ANY, CLOSED, "BREAKER_SLOW_CALL", 1.15, LIMITS, "TWO_NANO_TIMES_LONG_ADDER"),
			faster(ANY, CLOSED, "BREAKER_SLOW_CALL", 1, "RESILIENCE4J_COUNT_WINDOW"),
			faster(ANY, CLOSED, "BREAKER_SLOW_CALL", 1, "RESILIENCE4J_TIME_WINDOW"),
			faster(ANY, CLOSED, "BREAKER_SLOW_CALL", 1, "SMALLRYE"),
			faster(ANY, CLOSED, "BREAKER_SLOW_CALL", 1, "SENTINEL"), bytes(CLOSED, "BREAKER_SLOW_CALL", 0.5, ""),
			slower(ONE, CLOSED, "BREAKER_COUNT_WINDOW", 3.2, LIMITS, "LONG_ADDER"),
			faster(ONE, CLOSED, "BREAKER_COUNT_WINDOW", 4, "RESILIENCE4J_COUNT_WINDOW"),
			bytes(CLOSED, "BREAKER_COUNT_WINDOW", 0.5, ""),
			faster(MANY, CLOSED, "BREAKER_TIME_WINDOW", 2.5, "RESILIENCE4J_TIME_WINDOW"),
			bytes(CLOSED, "BREAKER_TIME_WINDOW", 0.5, ""),
			faster(Set.of(8), FAILING, "BREAKER", 5, "RESILIENCE4J_COUNT_WINDOW").limitedBy("FAILURES_PLACED"),
			nanos(REJECTED, "BREAKER", 60), faster(ONE, REJECTED, "BREAKER", 15, "RESILIENCE4J"),
			bytes(REJECTED, "BREAKER", 64, ""), nanos(REJECTED_FALLBACK, "BREAKER", 60),
			faster(ONE, REJECTED_FALLBACK, "BREAKER", 12, "RESILIENCE4J"),
			slower(ONE, ASYNC, "BREAKER", 1, ASYNC, "WHEN_COMPLETE"), bytes(ASYNC, "BREAKER", 48, ""),
			slower(ONE, ANNOTATED, "BREAKER", 1.3, ANNOTATED, "EMPTY_ADVISOR"),
			faster(ONE, ANNOTATED, "BREAKER", 20, "RESILIENCE4J"), bytes(ANNOTATED, "BREAKER", 24, "EMPTY_ADVISOR"),
			bytes(ANNOTATED, "BREAKER_WITH_FALLBACK", 24, "EMPTY_ADVISOR"), nanos(ANNOTATED_REJECTED, "BREAKER", 250),
			faster(ONE, ANNOTATED_REJECTED, "BREAKER", 15, "RESILIENCE4J"));

	private static Bar slower(Set<Integer> threads, String path, String subject, double times, String otherPath,
			String other) {
		return new Bar(threads, path, subject, Kind.AT_MOST_TIMES, times, otherPath, other, "");
	}

	private static Bar faster(Set<Integer> threads, String path, String subject, double times, String other) {
		return new Bar(threads, path, subject, Kind.FASTER_TIMES, times, path, other, "");
	}

	private static Bar nanos(String path, String subject, double most) {
		return new Bar(ONE, path, subject, Kind.NANOS, most, path, "", "");
	}

	private static Bar bytes(String path, String subject, double most, String above) {
		return new Bar(ONE, path, subject, Kind.BYTES, most, path, above, "");
	}

	private Bar limitedBy(String limit) {
		return new Bar(this.threads, this.path, this.subject, this.kind, this.amount, this.otherPath, this.other,
				limit);
	}

	/**
	 * Returns what was reached.
	 */
	double reached(Measurement ours, double otherTime, double otherBytes, int threads) {
		return switch (this.kind) {
			case AT_MOST_TIMES -> ours.time(threads) / otherTime;
			case FASTER_TIMES -> otherTime / ours.time(threads);
			case NANOS -> ours.time(threads);
			case BYTES -> ours.bytes() - otherBytes;
		};
	}

	/**
	 * Tells whether the bar is kept.
	 * @param tolerance by what factor times may miss it; bytes must keep it
	 */
	boolean isKept(double reached, double tolerance) {
		return switch (this.kind) {
			case AT_MOST_TIMES, NANOS -> reached <= this.amount * tolerance;
			case FASTER_TIMES -> reached >= this.amount / tolerance;
			case BYTES -> reached <= this.amount + 0.5;
		};
	}

	String words() {
		String than = this.other.isEmpty() ? "" : Measurement.label(this.other);
		return switch (this.kind) {
			case AT_MOST_TIMES -> "at most %.2f x %s".formatted(this.amount, than);
			case FASTER_TIMES -> "%.1f x faster than %s".formatted(this.amount, than);
			case NANOS -> "at most %.0f ns".formatted(this.amount);
			case BYTES ->
				"at most %.0f B%s".formatted(Math.floor(this.amount), than.isEmpty() ? "" : " more than " + than);
		};
	}

	/**
	 * What is compared.
	 */
	enum Kind {

		/** Time, as a multiple of the other's. */
		AT_MOST_TIMES,

		/** The other's time, as a multiple of ours. */
		FASTER_TIMES,

		/** Time in nanoseconds. */
		NANOS,

		/** Bytes, above the other's. */
		BYTES

	}

}
