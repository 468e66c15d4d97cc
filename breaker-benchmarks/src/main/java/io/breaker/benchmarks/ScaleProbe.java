package io.breaker.benchmarks;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.TimeSource;
import io.breaker.micrometer.BreakerMetrics;
import io.breaker.rates.RecentRates;
import io.breaker.spring.actuate.BreakersDescriptor;
import io.breaker.spring.actuate.BreakersEndpoint;
import io.breaker.spring.actuate.MessagePolicy;
import io.breaker.spring.actuate.Tuning;
import io.breaker.spring.aop.CallDisturber;
import io.breaker.spring.aop.GuardedMethods;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.github.resilience4j.springboot.circuitbreaker.monitoring.endpoint.CircuitBreakerEndpoint;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.actuate.endpoint.Show;

/**
 * Tells what work on all breakers costs for each of them.
 */
public final class ScaleProbe {

	private static final int CALLS = 3;

	private static final int LOOKUPS = 10_000;

	private static final int BATCHES = 5;

	private static final long BATCH_NANOS = 40_000_000;

	/**
	 * More meters than for so many breakers of Resilience4j do not fit in the heap.
	 */
	private static final int MOST_MEASURED = 10_000;

	/*
	 * Written so that the compiler must make what is written.
	 */
	private static volatile long sink;

	private ScaleProbe() {
	}

	/**
	 * Measures.
	 * @param args whose breakers, and how many
	 */
	public static void main(String... args) {
		String[] names = IntStream.range(0, Integer.parseInt(args[1]))
			.mapToObj((index) -> "breaker-" + index)
			.toArray(String[]::new);
		Owner.valueOf(args[0]).measure.accept(names);
	}

	private static void ours(String[] names) {
		BreakerRegistry registry = BreakerRegistry.create();
		for (String name : names) {
			for (int call = 0; call < CALLS; call++) {
				registry.breaker(name).call(Callee::answer);
			}
		}
		lookup("lookup", names, (name) -> registry.breaker(name) != null);
		Map<String, String> map = new ConcurrentHashMap<>();
		for (String name : names) {
			map.put(name, name);
		}
		lookup("lookup in a bare map", names, (name) -> map.get(name) != null);
		forEach("snapshot of all", names.length,
				() -> registry.all()
					.stream()
					.map(Breaker::snapshot)
					.mapToLong((each) -> each.totals().success())
					.sum());
		Seconds seconds = new Seconds();
		RecentRates rates = new RecentRates(registry, seconds);
		forEach("sample of all", names.length, () -> {
			seconds.pass();
			rates.sample();
			return seconds.nanoTime();
		});
		scrape(names.length, new BreakerMetrics(registry, rates));
		Tuning tuning = new Tuning(registry, TimeSource.system(), Alarm.none());
		BreakersEndpoint endpoint = new BreakersEndpoint(registry,
				new GuardedMethods(new DefaultListableBeanFactory(), List.of()), tuning,
				new MessagePolicy(Show.NEVER, Set.of()), rates, CallDisturber.NONE);
		forEach("endpoint list, first page", Math.min(names.length, 1000),
				() -> endpoint.breakers(null, null, null).breakers().size());
		forEach("endpoint list, all pages", names.length, () -> pages(endpoint));
		forEach("endpoint list, those that are open", names.length,
				() -> endpoint.breakers("open", null, null).total());
	}

	private static long pages(BreakersEndpoint endpoint) {
		int seen = 0;
		BreakersDescriptor page;
		do {
			page = endpoint.breakers(null, null, String.valueOf(seen));
			seen += page.breakers().size();
		}
		while (seen < page.total());
		return seen;
	}

	private static void theirs(String[] names) {
		CircuitBreakerRegistry registry = CircuitBreakerRegistry.ofDefaults();
		for (String name : names) {
			for (int call = 0; call < CALLS; call++) {
				registry.circuitBreaker(name).executeSupplier(Callee::answer);
			}
		}
		lookup("lookup", names, (name) -> registry.circuitBreaker(name) != null);
		forEach("snapshot of all", names.length,
				() -> registry.getAllCircuitBreakers()
					.stream()
					.map(CircuitBreaker::getMetrics)
					.mapToLong((metrics) -> metrics.getNumberOfSuccessfulCalls())
					.sum());
		if (names.length <= MOST_MEASURED) {
			scrape(names.length, TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(registry));
		}
		CircuitBreakerEndpoint endpoint = new CircuitBreakerEndpoint(registry);
		forEach("endpoint list, all", names.length, () -> endpoint.getAllCircuitBreakers().getCircuitBreakers().size());
	}

	private static void scrape(int breakers, MeterBinder binder) {
		PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		binder.bindTo(meters);
		forEach("scrape", breakers, () -> meters.scrape().length());
		meters.close();
	}

	/**
	 * Looks up names by chance, as calls come in.
	 */
	private static void lookup(String what, String[] names, Predicate<String> lookup) {
		int[] order = new Random(1).ints(LOOKUPS, 0, names.length).toArray();
		forEach(what, LOOKUPS, () -> {
			long sum = 0;
			for (int index : order) {
				sum += lookup.test(names[index]) ? 1 : 0;
			}
			return sum;
		});
	}

	private static void forEach(String what, int units, Work work) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		double[] nanos = new double[BATCHES];
		IntConsumer batch = (index) -> {
			long start = threads.getCurrentThreadCpuTime();
			long rounds = 0;
			do {
				sink = work.work();
				rounds++;
			}
			while (threads.getCurrentThreadCpuTime() - start < BATCH_NANOS);
			nanos[index] = (double) (threads.getCurrentThreadCpuTime() - start) / rounds / units;
		};
		IntStream.range(0, 2 * BATCHES).map((index) -> index % BATCHES).forEach(batch);
		Arrays.sort(nanos);
		ChildJvm.tell(what, nanos[BATCHES / 2]);
	}

	/**
	 * Whose breakers are measured.
	 */
	enum Owner {

		/** The default rule. */
		BREAKER(ScaleProbe::ours),
		/** The last 100 calls. */
		RESILIENCE4J(ScaleProbe::theirs);

		private final Consumer<String[]> measure;

		Owner(Consumer<String[]> measure) {
			this.measure = measure;
		}

	}

	/**
	 * A clock that shows a second more each time somebody says so.
	 */
	private static final class Seconds implements TimeSource {

		private long nanos;

		void pass() {
			this.nanos += 1_000_000_000;
		}

		@Override
		public long nanoTime() {
			return this.nanos;
		}

		@Override
		public Instant now() {
			return Instant.EPOCH.plusNanos(this.nanos);
		}

	}

	/**
	 * What is measured.
	 */
	private interface Work {

		/**
		 * Does it once.
		 * @return something that needs it to be done
		 */
		long work();

	}

}
