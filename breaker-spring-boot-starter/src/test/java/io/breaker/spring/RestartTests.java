package io.breaker.spring;

import java.io.IOException;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerState;
import io.breaker.event.StateChanged;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Applications that are started and closed again and again in one JVM, as they are by
 * tests, by development tools, and by servers.
 */
@Timeout(120)
class RestartTests {

	private static final int RESTARTS = 100;

	private static final int FRESH_STARTS = 5;

	// INV-54
	@Test
	void restartsLeaveNoThreadListenerOrMeterBehind() {
		SimpleMeterRegistry meters = new SimpleMeterRegistry();
		Openings openings = new Openings();
		openAndClose(meters, openings);
		Set<Meter.Id> metersBefore = ids(meters);
		Map<String, Long> threadsBefore = threads();

		for (int i = 0; i < RESTARTS; i++) {
			openAndClose(meters, openings);
		}

		assertThat(openings.count).as("each opening is told once").hasValue(RESTARTS + 1);
		assertThat(ids(meters)).as("meters").isEqualTo(metersBefore);
		// The last one may be about to end, and pools of other tests breathe; a leak
		// would be a hundred.
		assertThat(threads()).allSatisfy((name, count) -> assertThat(count).as("threads called " + name)
			.isLessThanOrEqualTo(threadsBefore.getOrDefault(name, 0L) + RESTARTS / 10));
	}

	// INV-54
	@Test
	void breakerThatOutlivesItsApplicationStillWorks() {
		Openings openings = new Openings();
		Breaker breaker;
		try (ConfigurableApplicationContext context = start(new SimpleMeterRegistry(), openings)) {
			breaker = context.getBean(BreakerRegistry.class).breaker("inventory-stock");
		}

		assertThatThrownBy(() -> breaker.run(RestartTests::broken)).isInstanceOf(IOException.class);

		assertThatThrownBy(breaker::acquire).isInstanceOf(CallRejectedException.class);
		assertThat(openings.count).as("told after the end").hasValue(0);
	}

	private static void broken() throws IOException {
		throw new IOException("broken");
	}

	// INV-54
	@Test
	void classesOfAClosedApplicationAreCollected() throws Exception {
		ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
		List<WeakReference<ClassLoader>> loaders = new ArrayList<>();

		for (int i = 0; i < FRESH_STARTS; i++) {
			loaders.add(startWithFreshClasses(collected));
		}

		// The JDK itself keeps the classes of the last record that was printed or
		// compared.
		assertThat(countCollected(collected)).as("collected of " + loaders.size())
			.isGreaterThanOrEqualTo(FRESH_STARTS - 1);
	}

	private static WeakReference<ClassLoader> startWithFreshClasses(ReferenceQueue<ClassLoader> queue)
			throws Exception {
		try (FreshClassPath classes = FreshClassPath.without((library) -> false)) {
			assertThat(classes.call(FreshStart.class)).isEqualTo("OPEN");
			return new WeakReference<>(classes, queue);
		}
	}

	private static int countCollected(ReferenceQueue<ClassLoader> queue) throws InterruptedException {
		long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
		int collected = 0;
		while (collected < FRESH_STARTS - 1 && System.nanoTime() < deadline) {
			System.gc();
			while (queue.remove(100) != null) {
				collected++;
			}
		}
		return collected;
	}

	private static void openAndClose(MeterRegistry meters, Openings openings) {
		try (ConfigurableApplicationContext context = start(meters, openings)) {
			fail(context);
			assertThat(threads()).containsKey("breaker-scheduler");
		}
	}

	private static Breaker fail(ConfigurableApplicationContext context) {
		assertThatThrownBy(context.getBean(Inventory.class)::stock).isInstanceOf(IOException.class);
		Breaker breaker = context.getBean(BreakerRegistry.class).breaker("inventory-stock");
		assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
		return breaker;
	}

	/**
	 * Starts an application whose breaker opens with the first failure for so long that
	 * its alarm is pending when the application is closed.
	 * @param meters a registry that outlives the application
	 * @param openings a listener that does, too
	 */
	private static ConfigurableApplicationContext start(MeterRegistry meters, BreakerListener openings) {
		SpringApplication application = new SpringApplication(Application.class);
		application.setWebApplicationType(WebApplicationType.NONE);
		application.setBannerMode(Banner.Mode.OFF);
		application.setLogStartupInfo(false);
		application.setRegisterShutdownHook(false);
		application.addInitializers((context) -> {
			GenericApplicationContext beans = (GenericApplicationContext) context;
			beans.registerBean(MeterRegistry.class, () -> meters, (bean) -> bean.setDestroyMethodName(""));
			beans.registerBean(BreakerListener.class, () -> openings);
		});
		return application.run("--breaker.defaults.consecutive-failures=1", "--breaker.defaults.open-for=1h",
				"--breaker.defaults.open-for-max=1h");
	}

	private static Set<Meter.Id> ids(MeterRegistry meters) {
		return meters.getMeters().stream().map(Meter::getId).collect(Collectors.toSet());
	}

	/**
	 * Counts threads by their names without numbers. Other tests leave some behind, too,
	 * for contexts that are kept.
	 */
	private static Map<String, Long> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter(Thread::isAlive)
			.map((thread) -> thread.getName().replaceAll("\\d+", ""))
			.collect(Collectors.groupingBy((name) -> name, TreeMap::new, Collectors.counting()));
	}

	@Configuration(proxyBeanMethods = false)
	@Import({ BreakersOnly.class, Inventory.class })
	static class Application {

	}

	static class Inventory {

		@CircuitBreaker
		String stock() throws IOException {
			throw new IOException("broken");
		}

	}

	/**
	 * Counts openings.
	 */
	static final class Openings implements BreakerListener {

		private final AtomicInteger count = new AtomicInteger();

		@Override
		public void onEvent(BreakerEvent event) {
			if (event instanceof StateChanged change && change.to() == BreakerState.OPEN) {
				this.count.incrementAndGet();
			}
		}

	}

	/**
	 * An application of which every class is loaded anew.
	 */
	static final class FreshStart implements Callable<String> {

		@Override
		public String call() {
			try (ConfigurableApplicationContext context = start(new SimpleMeterRegistry(), new Openings())) {
				try {
					context.getBean(Inventory.class).stock();
				}
				catch (IOException ex) {
					return context.getBean(BreakerRegistry.class).breaker("inventory-stock").state().name();
				}
				return "";
			}
		}

	}

}
