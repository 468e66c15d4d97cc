package io.breaker.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.Intervention;
import io.breaker.config.SettingsBuilder;
import io.breaker.event.BreakerState;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;

/**
 * Fills registries with breakers and tells how many bytes each keeps.
 */
public final class FootprintProbe {

	static final String BYTES = "bytes";

	private static final int CALLS = 200;

	private FootprintProbe() {
	}

	/**
	 * Measures.
	 * @param args whose breakers, what they went through, how many in one registry, and
	 * how many registries
	 */
	public static void main(String... args) {
		Owner owner = Owner.valueOf(args[0]);
		Life life = Life.valueOf(args[1]);
		int size = Integer.parseInt(args[2]);
		Registry[] registries = new Registry[Integer.parseInt(args[3])];
		fill(owner.registry.get(), life, 1);
		for (int i = 0; i < registries.length; i++) {
			registries[i] = owner.registry.get();
		}
		long empty = used();
		for (Registry registry : registries) {
			fill(registry, life, size);
		}
		long full = used();
		for (Registry registry : registries) {
			registry.check(name(size - 1));
		}
		ChildJvm.tell(BYTES, (double) (full - empty) / size / registries.length);
	}

	private static void fill(Registry registry, Life life, int size) {
		for (int i = 0; i < size; i++) {
			String name = name(i);
			for (int call = 0; life != Life.FRESH && call < CALLS; call++) {
				registry.call(name, life != Life.USED && call % 10 == 0);
			}
			registry.make(name, life == Life.RECOVERED);
		}
	}

	private static String name(int index) {
		return "breaker-" + index;
	}

	private static long used() {
		for (int i = 0; i < 3; i++) {
			System.gc();
		}
		return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
	}

	/**
	 * What the breakers went through.
	 */
	enum Life {

		/** Nothing. */
		FRESH("fresh"),
		/** 200 calls. */
		USED("used"),
		/** 200 calls, every tenth of which failed. */
		FAILED("after 20 failures"),
		/** The same, and an outage. */
		RECOVERED("after an outage");

		final String words;

		Life(String words) {
			this.words = words;
		}

	}

	/**
	 * Whose breakers are measured.
	 */
	enum Owner {

		/** The default rule. */
		BREAKER(2, () -> new Ours(BreakerCalls::defaults)),
		/** The last 100 calls. */
		BREAKER_COUNT_WINDOW(3, () -> new Ours(BreakerCalls::countWindow)),
		/** The last ten seconds. */
		BREAKER_TIME_WINDOW(Double.POSITIVE_INFINITY, () -> new Ours(BreakerCalls::timeWindow)),
		/** The last 100 calls. */
		RESILIENCE4J_COUNT_WINDOW(Double.POSITIVE_INFINITY, () -> new Theirs(Resilience4jCalls.countWindow().build())),
		/** The last ten seconds. */
		RESILIENCE4J_TIME_WINDOW(Double.POSITIVE_INFINITY, () -> new Theirs(Resilience4jCalls.timeWindow().build()));

		final double most;

		private final Supplier<Registry> registry;

		Owner(double most, Supplier<Registry> registry) {
			this.most = most;
			this.registry = registry;
		}

	}

	/**
	 * Breakers by name.
	 */
	private interface Registry {

		/**
		 * Makes a breaker if there is none, and opens and closes it if it shall have been
		 * open.
		 */
		void make(String name, boolean opened);

		void call(String name, boolean fail);

		/**
		 * Fails unless a breaker is there and closed.
		 */
		void check(String name);

	}

	/**
	 * Breakers of ours.
	 */
	private static final class Ours implements Registry {

		private final BreakerRegistry breakers;

		Ours(Consumer<SettingsBuilder> settings) {
			this.breakers = BreakerRegistry.builder()
				.configuration(BreakerConfiguration.builder().defaults(settings).build())
				.build();
		}

		@Override
		public void make(String name, boolean opened) {
			Breaker breaker = this.breakers.breaker(name);
			if (opened) {
				breaker.moveTo(BreakerState.OPEN, Intervention.by("benchmark"));
				breaker.reset(Intervention.by("benchmark"));
			}
		}

		@Override
		public void call(String name, boolean fail) {
			try {
				this.breakers.breaker(name).call(() -> answer(fail));
			}
			catch (Callee.Failure ex) {
				// It is counted.
			}
		}

		@Override
		public void check(String name) {
			if (this.breakers.find(name).orElseThrow().state() != BreakerState.CLOSED) {
				throw new IllegalStateException("The breaker is not closed");
			}
		}

	}

	/**
	 * Breakers of Resilience4j.
	 */
	private static final class Theirs implements Registry {

		private final CircuitBreakerRegistry breakers;

		Theirs(CircuitBreakerConfig config) {
			this.breakers = CircuitBreakerRegistry.of(config);
		}

		@Override
		public void make(String name, boolean opened) {
			CircuitBreaker breaker = this.breakers.circuitBreaker(name);
			if (opened) {
				breaker.transitionToOpenState();
				breaker.transitionToClosedState();
			}
		}

		@Override
		public void call(String name, boolean fail) {
			try {
				this.breakers.circuitBreaker(name).executeSupplier(() -> answer(fail));
			}
			catch (Callee.Failure ex) {
				// It is counted.
			}
		}

		@Override
		public void check(String name) {
			if (this.breakers.find(name).orElseThrow().getState() != CircuitBreaker.State.CLOSED) {
				throw new IllegalStateException("The breaker is not closed");
			}
		}

	}

	private static Object answer(boolean fail) {
		return fail ? Callee.fail() : Callee.answer();
	}

}
