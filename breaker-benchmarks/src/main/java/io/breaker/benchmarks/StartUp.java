package io.breaker.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import io.breaker.benchmarks.GeneratedBeans.Guard;

/**
 * How much longer an application takes to start when 1,000 of its methods are annotated.
 */
final class StartUp {

	/*
	 * The same application is started with different libraries on its class path and
	 * different annotations on its methods, each time in a JVM of its own. In each round
	 * all of them take their turn, and what a library adds is the difference to the plain
	 * one of the same round; the figure is the median of the rounds.
	 *
	 * Time is the processor time of the thread that starts the application: what the
	 * clock shows on a machine with nothing else to do. It is shown beside it.
	 */

	static final int USUAL_ROUNDS = 9;

	private static final double MOST_MILLIS = 150;

	/**
	 * How far off the bar a machine may bring it that is slower than most.
	 */
	private static final double FAR_OFF = 3;

	private final Consumer<Finding> findings;

	private final int rounds;

	StartUp(Consumer<Finding> findings, int rounds) {
		this.findings = findings;
		this.rounds = rounds;
	}

	/**
	 * Starts all variants, without an actuator and with one.
	 */
	void measure() throws IOException, InterruptedException {
		Path classes = Files.createTempDirectory("benchmark");
		try {
			for (Guard guard : Guard.values()) {
				GeneratedBeans.compile(classes, guard);
			}
			measure(classes, false);
			measure(classes, true);
		}
		finally {
			GeneratedBeans.delete(classes);
		}
	}

	private void measure(Path classes, boolean actuator) throws IOException, InterruptedException {
		Map<Variant, List<Map<String, Double>>> rounds = new EnumMap<>(Variant.class);
		for (int round = 0; round < this.rounds; round++) {
			for (Variant variant : Variant.values()) {
				rounds.computeIfAbsent(variant, (key) -> new ArrayList<>()).add(start(variant, classes, actuator));
			}
		}
		String where = actuator ? ", with an actuator" : "";
		for (Variant variant : Variant.values()) {
			this.findings.accept(Finding.of("start" + where, variant.name(),
					median(rounds, variant, null, StartedApplication.BUSY), "ms"));
			this.findings.accept(Finding.of("start" + where + ", by the clock", variant.name(),
					median(rounds, variant, null, StartedApplication.ELAPSED), "ms"));
		}
		double theirs = median(rounds, Variant.RESILIENCE4J, Variant.PLAIN, StartedApplication.BUSY);
		this.findings.accept(Finding.of("starter and annotations add" + where, "RESILIENCE4J", theirs, "ms"));
		this.findings.accept(Finding
			.of("starter and annotations add" + where, "BREAKER",
					median(rounds, Variant.BREAKER, Variant.PLAIN, StartedApplication.BUSY), "ms")
			.atMost(theirs, FAR_OFF));
		this.findings.accept(Finding.of("annotations add" + where, "LIMIT",
				median(rounds, Variant.LIMIT, Variant.PLAIN, StartedApplication.BUSY), "ms"));
		this.findings.accept(Finding.of("annotations add" + where, "RESILIENCE4J",
				median(rounds, Variant.RESILIENCE4J, Variant.RESILIENCE4J_WITHOUT_ANNOTATIONS, StartedApplication.BUSY),
				"ms"));
		for (Variant variant : List.of(Variant.BREAKER, Variant.BREAKER_CONFIGURED)) {
			this.findings.accept(Finding
				.of("annotations add" + where, variant.name(),
						median(rounds, variant, Variant.BREAKER_WITHOUT_ANNOTATIONS, StartedApplication.BUSY), "ms")
				.atMost(MOST_MILLIS, FAR_OFF));
		}
	}

	private static double median(Map<Variant, List<Map<String, Double>>> rounds, Variant variant, Variant base,
			String figure) {
		List<Map<String, Double>> those = rounds.get(variant);
		double[] millis = new double[those.size()];
		for (int i = 0; i < millis.length; i++) {
			millis[i] = those.get(i).get(figure) - ((base != null) ? rounds.get(base).get(i).get(figure) : 0);
		}
		Arrays.sort(millis);
		return (millis[(millis.length - 1) / 2] + millis[millis.length / 2]) / 2;
	}

	private static Map<String, Double> start(Variant variant, Path classes, boolean actuator)
			throws IOException, InterruptedException {
		return new ChildJvm().options("-Xms512m", "-Xmx512m")
			.classPath(classes, (jar) -> variant.leavesOut(jar) || (!actuator && isActuator(jar)))
			.run(StartedApplication.class, variant.guard, variant.configured);
	}

	private static boolean isActuator(String jar) {
		return jar.matches("(spring-boot-(starter-)?(actuator|health|micrometer)|micrometer|prometheus|"
				+ "resilience4j-micrometer).*");
	}

	/**
	 * The libraries and the annotations of an application.
	 */
	enum Variant {

		/** No library, no annotation. */
		PLAIN(Guard.NONE, false, "breaker-", "resilience4j-", "aspectj", "spring-boot-starter-aspectj"),
		/**
		 * No library, but Spring's own annotation on each method: what the proxies cost.
		 */
		LIMIT(Guard.LIMIT, false, "breaker-", "resilience4j-", "aspectj", "spring-boot-starter-aspectj"),
		/** The starter, no annotation. */
		BREAKER_WITHOUT_ANNOTATIONS(Guard.NONE, false, "resilience4j-", "aspectj", "spring-boot-starter-aspectj"),
		/** Each method has a breaker of its own. */
		BREAKER(Guard.BREAKER, false, "resilience4j-", "aspectj", "spring-boot-starter-aspectj"),
		/** Every second of the breakers is configured. */
		BREAKER_CONFIGURED(Guard.BREAKER, true, "resilience4j-", "aspectj", "spring-boot-starter-aspectj"),
		/** The starter and the aspects that it needs, no annotation. */
		RESILIENCE4J_WITHOUT_ANNOTATIONS(Guard.NONE, false, "breaker-"),
		/** Each method has a breaker of its own. */
		RESILIENCE4J(Guard.RESILIENCE4J, false, "breaker-");

		private final Guard guard;

		private final boolean configured;

		private final List<String> without;

		Variant(Guard guard, boolean configured, String... without) {
			this.guard = guard;
			this.configured = configured;
			this.without = List.of(without);
		}

		private boolean leavesOut(String jar) {
			return this.without.stream().anyMatch(jar::startsWith);
		}

	}

}
