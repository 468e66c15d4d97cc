package io.breaker.benchmarks;

import java.util.ArrayList;
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
 * What calls cost: all paths, or those that the command line names.
 */
final class Calls {

	/**
	 * The paths on which threads can fight.
	 */
	private static final List<Class<? extends CallPath>> SHARED = List.of(Limits.class, ClosedCall.class,
			FailingCall.class);

	private static final List<Class<? extends CallPath>> PATHS = List.of(Limits.class, ClosedCall.class,
			FailingCall.class, RejectedCall.class, RejectedCallWithFallback.class, AsyncCall.class, AnnotatedCall.class,
			AnnotatedRejectedCallWithFallback.class);

	private final Form form;

	private final List<String> paths;

	private final CommandLineOptions options;

	Calls(Form form, List<String> arguments) throws CommandLineOptionException {
		this.form = form;
		this.paths = new CommandLineOptions(arguments.toArray(String[]::new)).getIncludes();
		List<String> rest = new ArrayList<>(arguments);
		rest.removeAll(this.paths);
		this.options = new CommandLineOptions(rest.toArray(String[]::new));
	}

	/**
	 * Measures with as many threads as the command line says, or else as the form says.
	 * @param measurements where the figures are added
	 * @return whether all bars are kept that do not depend on noise
	 */
	boolean measure(List<Measurement> measurements) throws RunnerException {
		if (this.options.getThreads().hasValue()) {
			return measure(measurements, PATHS, this.options.getThreads().get());
		}
		boolean kept = true;
		for (int threads : this.form.threads()) {
			kept &= measure(measurements, (threads > 1) ? SHARED : PATHS, threads);
		}
		return kept;
	}

	private boolean measure(List<Measurement> measurements, List<Class<? extends CallPath>> paths, int threads)
			throws RunnerException {
		System.out.printf("%n%d thread%s%n%n", threads, (threads > 1) ? "s" : "");
		Table table = new Table(System.out);
		List<Measurement> rows = new ArrayList<>();
		for (Class<? extends CallPath> path : paths) {
			if (isIncluded(path)) {
				for (List<RunResult> results : passes(path, threads)) {
					Measurement row = Measurement.of(results);
					table.add(row);
					rows.add(row);
				}
			}
		}
		measurements.addAll(rows);
		return new BarTable(System.out).print(rows, threads);
	}

	private boolean isIncluded(Class<?> path) {
		return this.paths.isEmpty() || this.paths.stream()
			.anyMatch((each) -> Pattern.compile(each).matcher(path.getName() + ".call").find());
	}

	/**
	 * Runs all contenders of a path, then all of them again, as often as the form says:
	 * what the machine does meanwhile hits all of them alike.
	 * @return for each contender what came of it in each pass
	 */
	private Collection<List<RunResult>> passes(Class<? extends CallPath> path, int threads) throws RunnerException {
		Map<String, List<RunResult>> results = new LinkedHashMap<>();
		for (int pass = 0; pass < this.form.passes(); pass++) {
			for (RunResult result : new Runner(this.form.options(path, this.options).threads(threads).build()).run()) {
				results.computeIfAbsent(result.getParams().getParam("subject"), (subject) -> new ArrayList<>())
					.add(result);
			}
		}
		return results.values();
	}

}
