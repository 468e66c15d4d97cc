package io.breaker.benchmarks;

import java.util.ArrayList;
import java.util.List;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * How much is run.
 */
enum Form {

	/**
	 * A few short iterations in one JVM: enough for the ratios and for the bytes.
	 */
	QUICK(1, 3, 5, TimeValue.milliseconds(400)),

	/**
	 * Enough for figures to be quoted from a quiet machine.
	 */
	FULL(3, 5, 10, TimeValue.seconds(1));

	/**
	 * From this JDK on every JVM that runs JMH prints a warning, if it is not told not
	 * to.
	 */
	private static final int WARNS_OF_UNSAFE = 24;

	private final int forks;

	private final int warmups;

	private final int iterations;

	private final TimeValue time;

	Form(int forks, int warmups, int iterations, TimeValue time) {
		this.forks = forks;
		this.warmups = warmups;
		this.iterations = iterations;
		this.time = time;
	}

	/**
	 * Starts the options of a run: what this form says goes before the command line.
	 */
	ChainedOptionsBuilder options(CommandLineOptions commandLine) {
		return new OptionsBuilder().parent(commandLine)
			.forks(this.forks)
			.warmupIterations(this.warmups)
			.warmupTime(this.time)
			.measurementIterations(this.iterations)
			.measurementTime(this.time)
			.jvmArgsAppend(jvmArgs())
			.addProfiler(GCProfiler.class)
			.addProfiler(ProcessorTime.class)
			.shouldFailOnError(true)
			.verbosity(commandLine.verbosity().orElse(VerboseMode.SILENT));
	}

	private static String[] jvmArgs() {
		List<String> args = new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-Dslf4j.internal.verbosity=ERROR"));
		if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
			args.add("--sun-misc-unsafe-memory-access=allow");
		}
		return args.toArray(String[]::new);
	}

}
