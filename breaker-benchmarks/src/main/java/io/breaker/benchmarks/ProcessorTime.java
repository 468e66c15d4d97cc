package io.breaker.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;

import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Measures how long the processors were busy for one call. What other programs do on the
 * machine does not count, so ratios can be read on a machine that is not quiet. The
 * threads of a library count; those of the collector and the compiler do not.
 */
public final class ProcessorTime implements InternalProfiler {

	static final String NAME = "processor.time.norm";

	private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

	private long start;

	@Override
	public String getDescription() {
		return "Processor time per call";
	}

	@Override
	public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
		this.start = busy();
	}

	@Override
	public Collection<ScalarResult> afterIteration(BenchmarkParams benchmark, IterationParams iteration,
			IterationResult result) {
		double busy = busy() - this.start;
		double calls = Math.max(1, result.getMetadata().getAllOps());
		return List.of(new ScalarResult(NAME, busy / calls, "ns/op", AggregationPolicy.AVG));
	}

	private long busy() {
		return LongStream.of(this.threads.getAllThreadIds())
			.map(this.threads::getThreadCpuTime)
			.filter((time) -> time > 0)
			.sum();
	}

}
