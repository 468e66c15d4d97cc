package io.breaker.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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
	 * A few short iterations in one JVM, and not every variant: enough for the ratios and
	 * for the bytes.
	 */
	QUICK(List.of(1), 1, 3, 5, TimeValue.milliseconds(300)),

	/**
	 * Enough for figures to be quoted from a quiet machine.
	 */
	FULL(List.of(1, 8, 64), 3, 5, 10, TimeValue.seconds(1));

	/**
	 * Proxies need this long until they are compiled; less gives figures that are ten
	 * times too high. So do threads that fight: what counts how often code runs before it
	 * is compiled is shared, too, and they leave the compiler little of the processors.
	 */
	private static final int LONG_WARMUPS = 10;

	/**
	 * What the quick form leaves out.
	 */
	private static final Pattern VARIANT = Pattern.compile("HYSTRIX|.*_(LOCK_FREE|GET|RUN)");

	/**
	 * From this JDK on every JVM that runs JMH prints a warning, if it is not told not
	 * to.
	 */
	private static final int WARNS_OF_UNSAFE = 24;

	private final List<Integer> threads;

	private final int passes;

	private final int warmups;

	private final int iterations;

	private final TimeValue time;

	Form(List<Integer> threads, int passes, int warmups, int iterations, TimeValue time) {
		this.threads = threads;
		this.passes = passes;
		this.warmups = warmups;
		this.iterations = iterations;
		this.time = time;
	}

	/**
	 * Returns with how many threads the paths are run on which threads can fight.
	 */
	List<Integer> threads() {
		return this.threads;
	}

	/**
	 * Returns how often each contender is run, each time in a new JVM.
	 */
	int passes() {
		return this.passes;
	}

	/**
	 * Returns the options of one pass over a path. What the command line says comes
	 * first, except for the paths.
	 */
	ChainedOptionsBuilder options(Class<? extends CallPath> path, CommandLineOptions commandLine) {
		boolean proxied = path.getSimpleName().startsWith("Annotated");
		boolean fought = commandLine.getThreads().orElse(1) > 1;
		ChainedOptionsBuilder options = new OptionsBuilder().parent(commandLine)
			.include(path.getName() + "\\.")
			.forks(1)
			.warmupIterations(
					commandLine.getWarmupIterations().orElse((proxied || fought) ? LONG_WARMUPS : this.warmups))
			.warmupTime(commandLine.getWarmupTime().orElse(proxied ? TimeValue.seconds(1) : this.time))
			.measurementIterations(commandLine.getMeasurementIterations().orElse(this.iterations))
			.measurementTime(commandLine.getMeasurementTime().orElse(this.time))
			.jvmArgsAppend(jvmArgs())
			.addProfiler(GCProfiler.class)
			.addProfiler(ProcessorTime.class)
			.shouldFailOnError(true)
			.verbosity(commandLine.verbosity().orElse(VerboseMode.SILENT));
		return commandLine.getParameter("subject").hasValue() ? options : options.param("subject", subjects(path));
	}

	private String[] subjects(Class<? extends CallPath> path) {
		return Stream.of(path.getDeclaredClasses())
			.filter(Class::isEnum)
			.flatMap((type) -> Stream.of(type.getEnumConstants()))
			.map((subject) -> ((Enum<?>) subject).name())
			.filter((name) -> this != QUICK || !VARIANT.matcher(name).matches())
			.toArray(String[]::new);
	}

	private static String[] jvmArgs() {
		List<String> args = new ArrayList<>(List.of("-Xms1g", "-Xmx1g", "-Dslf4j.internal.verbosity=ERROR",
				"-Dlogback.configurationFile=logback-benchmarks.xml"));
		if (Runtime.version().feature() >= WARNS_OF_UNSAFE) {
			args.add("--sun-misc-unsafe-memory-access=allow");
		}
		return args.toArray(String[]::new);
	}

}
