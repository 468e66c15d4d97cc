package io.breaker.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs the benchmarks, each contender in JVMs of its own, and prints the ratios and the
 * bars. Without arguments it runs the quick form. The first argument may be another:
 * {@code full} is the thorough form, with one thread and with many; {@code footprint}
 * measures memory, {@code start} the start of an application, {@code scale} work on very
 * many breakers. What follows are options of JMH: {@code -t 8} for threads, regular
 * expressions for the paths, {@code -rff results.json} for a file with the figures. Ends
 * with 1 if a bar is missed that does not depend on noise, or if a contender was not in
 * the state that was to be measured.
 */
public final class Main {

	private Main() {
	}

	/**
	 * Runs the benchmarks.
	 * @param args {@code full}, {@code footprint}, {@code start}, {@code scale} or
	 * nothing, and options of JMH
	 * @throws RunnerException if a contender failed
	 * @throws CommandLineOptionException if an option cannot be understood
	 * @throws IOException if the figures cannot be written
	 * @throws InterruptedException if it is not to go on
	 */
	public static void main(String... args)
			throws RunnerException, CommandLineOptionException, IOException, InterruptedException {
		String mode = (args.length > 0) ? args[0] : "";
		boolean named = List.of("full", "footprint", "start", "scale").contains(mode);
		List<String> rest = Arrays.asList(args).subList(named ? 1 : 0, args.length);
		CommandLineOptions options = new CommandLineOptions(rest.toArray(String[]::new));
		System.out.printf("%s, JDK %s, %d processors%n", named ? mode : "quick", Runtime.version(),
				Runtime.getRuntime().availableProcessors());
		List<Measurement> measurements = new ArrayList<>();
		List<Finding> findings = new ArrayList<>();
		boolean kept = switch (mode) {
			case "footprint" -> find(findings, (found) -> new Footprint(found).measure());
			case "start" -> find(findings, (found) -> new StartUp(found, rounds(options)).measure());
			case "scale" -> find(findings, (found) -> new Scale(found).measure());
			case "full" -> new Calls(Form.FULL, rest).measure(measurements);
			default -> new Calls(Form.QUICK, rest).measure(measurements)
					& (!rest.isEmpty() || find(findings, (found) -> new Footprint(found).measureBars()));
		};
		if (options.getResult().hasValue()) {
			Json.write(measurements, findings, Path.of(options.getResult().get()));
		}
		System.exit(kept ? 0 : 1);
	}

	private static int rounds(CommandLineOptions options) {
		return options.getForkCount().orElse(StartUp.USUAL_ROUNDS);
	}

	private static boolean find(List<Finding> findings, Measure measure) throws IOException, InterruptedException {
		FindingTable table = new FindingTable(System.out);
		measure.tell((finding) -> {
			table.add(finding);
			findings.add(finding);
		});
		return table.isKept();
	}

	/**
	 * Measures something other than the cost of a call.
	 */
	private interface Measure {

		void tell(Consumer<Finding> found) throws IOException, InterruptedException;

	}

}
