package io.breaker.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;

/**
 * What came of one contender on one path.
 *
 * @param path the simple name of the benchmark class
 * @param subject the contender
 * @param threads how many threads called at once
 * @param busy nanoseconds of processor time for one call, the median of the iterations
 * @param spread half the distance between the lowest and the highest iteration of it
 * @param elapsed nanoseconds by the clock that a thread had for one call, from the calls
 * of all threads together; the median of the iterations
 * @param bytes bytes allocated for one call, in the pass that allocated least
 */
record Measurement(String path, String subject, int threads, double busy, double spread, double elapsed, double bytes) {

	private static final String OURS = "BREAKER";

	/**
	 * Puts together what came of several passes.
	 */
	static Measurement of(List<RunResult> passes) {
		RunResult first = passes.get(0);
		String name = first.getParams().getBenchmark();
		String type = name.substring(0, name.lastIndexOf('.'));
		int threads = first.getParams().getThreads();
		double[] busy = sorted(passes,
				(iteration) -> iteration.getSecondaryResults().get(ProcessorTime.NAME).getScore());
		double[] elapsed = sorted(passes, (iteration) -> threads / iteration.getPrimaryResult().getScore());
		double bytes = passes.stream()
			.mapToDouble((result) -> result.getSecondaryResults().get("gc.alloc.rate.norm").getScore())
			.min()
			.orElseThrow();
		return new Measurement(type.substring(type.lastIndexOf('.') + 1), first.getParams().getParam("subject"),
				threads, median(busy), (busy[busy.length - 1] - busy[0]) / 2, median(elapsed), bytes);
	}

	private static double[] sorted(List<RunResult> passes, ToDoubleFunction<IterationResult> score) {
		return passes.stream()
			.flatMap((result) -> result.getBenchmarkResults().stream())
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
	 * Returns what a bar is held against: processor time, which other programs do not
	 * change; by the clock where threads fight, since waiting is what it is about then.
	 */
	double time(int threads) {
		return (threads > 1) ? this.elapsed : this.busy;
	}

	String label() {
		return label(this.subject);
	}

	static String label(String subject) {
		return subject.toLowerCase(Locale.ROOT).replace('_', ' ');
	}

}
