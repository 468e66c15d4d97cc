package io.breaker.benchmarks;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs the benchmarks, each contender in a JVM of its own, and prints the ratios. Without
 * arguments it runs the quick form; {@code full} as the first argument runs the thorough
 * one. What follows are options of JMH: {@code -t 8} for threads, regular expressions for
 * the paths. Ends with 1 if this breaker allocates on a closed synchronous call, or if a
 * contender was not in the state that was to be measured.
 */
public final class Quick {

	private static final List<Class<? extends CallPath>> PATHS = List.of(ClosedCall.class, RejectedCall.class,
			RejectedCallWithFallback.class, FailingCall.class, AsyncCall.class, Limits.class, AnnotatedCall.class,
			AnnotatedRejectedCallWithFallback.class);

	private Quick() {
	}

	/**
	 * Runs the benchmarks.
	 * @param args {@code full} or nothing, and options of JMH
	 * @throws RunnerException if a contender failed
	 * @throws CommandLineOptionException if an option cannot be understood
	 */
	public static void main(String... args) throws RunnerException, CommandLineOptionException {
		boolean full = args.length > 0 && args[0].equals("full");
		CommandLineOptions options = new CommandLineOptions(full ? Arrays.copyOfRange(args, 1, args.length) : args);
		List<Measurement> broken = run(full ? Form.FULL : Form.QUICK, options);
		for (Measurement row : broken) {
			System.out.printf("FAILED: %s allocates %.1f B on a closed synchronous call; 0 is promised%n", row.label(),
					row.bytes());
		}
		System.exit(broken.isEmpty() ? 0 : 1);
	}

	private static List<Measurement> run(Form form, CommandLineOptions options) throws RunnerException {
		System.out.printf("%s form, JDK %s, %d processors, %d threads%n%n", form, Runtime.version(),
				Runtime.getRuntime().availableProcessors(), options.getThreads().orElse(1));
		Table table = new Table(System.out);
		List<Measurement> broken = new ArrayList<>();
		for (ChainedOptionsBuilder part : parts(form, options)) {
			for (RunResult result : new Runner(part.build()).run()) {
				Measurement row = Measurement.of(result);
				table.add(row);
				if (row.breaksPromise()) {
					broken.add(row);
				}
			}
		}
		return broken;
	}

	/**
	 * Splits a run by its paths, so that the table grows while it runs.
	 */
	private static List<ChainedOptionsBuilder> parts(Form form, CommandLineOptions options) {
		if (!options.getIncludes().isEmpty()) {
			return List.of(form.options(options));
		}
		return PATHS.stream().map((path) -> form.options(options).include(path.getName() + "\\.")).toList();
	}

}
