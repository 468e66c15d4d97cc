package io.breaker.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs the benchmarks, each contender in JVMs of its own, and prints the ratios and the
 * bars. Without arguments it runs the quick form; {@code full} as the first argument runs
 * the thorough one, {@code footprint} measures memory and the start of an application.
 * What follows are options of JMH: {@code -t 8} for threads, regular expressions for the
 * paths, {@code -rff results.json} for a file with the figures. Ends with 1 if a bar is
 * missed that does not depend on noise, or if a contender was not in the state that was
 * to be measured.
 */
public final class Main {

	private static final List<Class<? extends CallPath>> PATHS = List.of(Limits.class, ClosedCall.class,
			FailingCall.class, RejectedCall.class, RejectedCallWithFallback.class, AsyncCall.class, AnnotatedCall.class,
			AnnotatedRejectedCallWithFallback.class);

	private Main() {
	}

	/**
	 * Runs the benchmarks.
	 * @param args {@code full}, {@code footprint} or nothing, and options of JMH
	 * @throws RunnerException if a contender failed
	 * @throws CommandLineOptionException if an option cannot be understood
	 * @throws IOException if the figures cannot be written
	 */
	public static void main(String... args) throws RunnerException, CommandLineOptionException, IOException {
		boolean full = args.length > 0 && args[0].equals("full");
		List<String> rest = new ArrayList<>(Arrays.asList(args).subList(full ? 1 : 0, args.length));
		List<String> paths = new CommandLineOptions(rest.toArray(String[]::new)).getIncludes();
		rest.removeAll(paths);
		CommandLineOptions options = new CommandLineOptions(rest.toArray(String[]::new));
		int threads = options.getThreads().orElse(1);
		List<Measurement> rows = run(full ? Form.FULL : Form.QUICK, paths, options, threads);
		if (options.getResult().hasValue()) {
			Json.write(rows, threads, Path.of(options.getResult().get()));
		}
		boolean kept = new BarTable(System.out).print(rows, threads);
		System.exit(kept ? 0 : 1);
	}

	private static List<Measurement> run(Form form, List<String> paths, CommandLineOptions options, int threads)
			throws RunnerException {
		System.out.printf("%s form, JDK %s, %d processors, %d threads%n%n", form, Runtime.version(),
				Runtime.getRuntime().availableProcessors(), threads);
		Table table = new Table(System.out);
		List<Measurement> rows = new ArrayList<>();
		for (Class<? extends CallPath> path : PATHS) {
			if (isIncluded(path, paths)) {
				for (List<RunResult> results : passes(path, form, options)) {
					Measurement row = Measurement.of(results);
					table.add(row);
					rows.add(row);
				}
			}
		}
		return rows;
	}

	private static boolean isIncluded(Class<?> path, List<String> paths) {
		return paths.isEmpty()
				|| paths.stream().anyMatch((each) -> Pattern.compile(each).matcher(path.getName() + ".call").find());
	}

	/**
	 * Runs all contenders of a path, then all of them again, as often as the form says:
	 * what the machine does meanwhile hits all of them alike.
	 * @return for each contender what came of it in each pass
	 */
	private static Collection<List<RunResult>> passes(Class<? extends CallPath> path, Form form,
			CommandLineOptions options) throws RunnerException {
		Map<String, List<RunResult>> results = new LinkedHashMap<>();
		for (int pass = 0; pass < form.passes(); pass++) {
			for (RunResult result : new Runner(form.options(path, options).build()).run()) {
				results.computeIfAbsent(result.getParams().getParam("subject"), (subject) -> new ArrayList<>())
					.add(result);
			}
		}
		return results.values();
	}

}
