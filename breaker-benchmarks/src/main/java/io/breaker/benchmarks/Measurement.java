package io.breaker.benchmarks;

import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What came of one contender on one path.
 *
 * @param path the simple name of the benchmark class
 * @param subject the contender
 * @param busy nanoseconds of processor time for one call, the median of the iterations
 * @param spread half the distance between the lowest and the highest iteration of it
 * @param elapsed nanoseconds by the clock for one call, the median of the iterations
 * @param bytes bytes allocated for one call
 */
record Measurement(String path, String subject, double busy, double spread, double elapsed, double bytes) {

	private static final String OURS = "BREAKER";

	private static final double ROUNDING = 0.5;

	static Measurement of(RunResult result) {
		String name = result.getParams().getBenchmark();
		String type = name.substring(0, name.lastIndexOf('.'));
		double[] busy = sorted(result,
				(iteration) -> iteration.getSecondaryResults().get(ProcessorTime.NAME).getScore());
		double[] elapsed = sorted(result, (iteration) -> iteration.getPrimaryResult().getScore());
		double bytes = result.getSecondaryResults().get("gc.alloc.rate.norm").getScore();
		return new Measurement(type.substring(type.lastIndexOf('.') + 1), result.getParams().getParam("subject"),
				median(busy), (busy[busy.length - 1] - busy[0]) / 2, median(elapsed), bytes);
	}

	private static double[] sorted(RunResult result, ToDoubleFunction<IterationResult> score) {
		return result.getBenchmarkResults()
			.stream()
			.flatMap((fork) -> fork.getIterationResults().stream())
			.mapToDouble(score)
			.sorted()
			.toArray();
	}

	private static double median(double[] sorted) {
		return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
	}

	/**
	 * Tells whether this is what the others on its path are held against.
	 */
	boolean isBase() {
		return this.subject.equals(OURS);
	}

	/**
	 * Tells whether this allocates where it must not: this breaker on a closed
	 * synchronous call.
	 */
	boolean breaksPromise() {
		return this.path.equals(ClosedCall.class.getSimpleName()) && this.subject.startsWith(OURS)
				&& this.bytes >= ROUNDING;
	}

	String label() {
		return this.subject.toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
