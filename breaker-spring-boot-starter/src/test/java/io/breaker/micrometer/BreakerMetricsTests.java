package io.breaker.micrometer;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import java.util.stream.Collectors;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.TimeSource;
import io.breaker.config.Window;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.rates.RecentRates;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The meters of breakers.
 */
@Timeout(60)
class BreakerMetricsTests {

	private static final Intervention TEST = Intervention.by("test");

	private static final int SERIES = 31;

	private final ManualTime time = new ManualTime();

	private final BreakerRegistry breakers = BreakerRegistry.builder()
		.configuration(BreakerConfiguration.builder()
			.defaults((settings) -> settings.openJitter(0))
			.instance("windowed", (settings) -> settings.window(Window.ofCalls(10)).minimumCalls(5).failureRate(90))
			.build())
		.timeSource(this.time)
		.alarm(this.time.alarm())
		.build();

	private final RecentRates rates = new RecentRates(this.breakers, this.time).sampleWith(this.time.alarm());

	private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

	private final BreakerMetrics metrics = new BreakerMetrics(this.breakers, this.rates);

	private static void succeed(Breaker breaker, int times) {
		for (int i = 0; i < times; i++) {
			breaker.acquire().success();
		}
	}

	private static void fail(Breaker breaker, int times) {
		for (int i = 0; i < times; i++) {
			breaker.acquire().failure(new IOException());
		}
	}

	private static double counter(MeterRegistry meters, String meter, String... tags) {
		FunctionCounter counter = meters.find(meter).tags(tags).functionCounter();
		assertThat(counter).as(meter).isNotNull();
		return counter.count();
	}

	private static double gauge(MeterRegistry meters, String meter, String... tags) {
		Gauge gauge = meters.find(meter).tags(tags).gauge();
		assertThat(gauge).as(meter).isNotNull();
		return gauge.value();
	}

	private double counter(String meter, String... tags) {
		return counter(this.meters, meter, tags);
	}

	private double gauge(String meter, String... tags) {
		return gauge(this.meters, meter, tags);
	}

	private static Set<String> names(MeterRegistry meters) {
		return meters.getMeters()
			.stream()
			.map((meter) -> meter.getId().getTag("name"))
			.collect(Collectors.toCollection(TreeSet::new));
	}

	/**
	 * Collects garbage until something has happened that only that brings about.
	 */
	private static void collectGarbage(BooleanSupplier happened) {
		for (int i = 0; i < 100 && !happened.getAsBoolean(); i++) {
			System.gc();
			System.runFinalization();
		}
	}

	@Nested
	class Values {

		private final Breaker breaker = BreakerMetricsTests.this.breakers.breaker("inventory");

		Values() {
			BreakerMetricsTests.this.metrics.bindTo(BreakerMetricsTests.this.meters);
		}

		@Test
		void callsAreCountedByHowTheyEnded() {
			this.breaker.change(BreakerSettings.of((settings) -> settings.slowCall(Duration.ofMillis(10))), TEST);
			succeed(this.breaker, 3);
			fail(this.breaker, 2);
			this.breaker.run(() -> BreakerMetricsTests.this.time.advance(Duration.ofMillis(11)));
			this.breaker.acquire().ignore();
			this.breaker.acquire().cancel();
			this.breaker.overrideMode(BreakerMode.FORCED_OPEN, TEST);
			this.breaker.tryAcquire();
			this.breaker.overrideMode(BreakerMode.OBSERVE, TEST);
			BreakerStates.open(this.breaker);
			succeed(this.breaker, 1);

			assertThat(calls("success")).isEqualTo(3);
			assertThat(calls("failure")).isEqualTo(2);
			assertThat(calls("slow_success")).isEqualTo(1);
			assertThat(calls("slow_failure")).isZero();
			assertThat(calls("ignored")).isEqualTo(1);
			assertThat(calls("cancelled")).isEqualTo(1);
			assertThat(calls("rejected")).isEqualTo(1);
			assertThat(calls("would_reject")).isEqualTo(1);
		}

		private double calls(String outcome) {
			return counter("breaker.calls", "name", "inventory", "outcome", outcome);
		}

		@Test
		void exactlyOneStateAndOneModeIsOne() {
			BreakerStates.halfOpen(this.breaker);
			this.breaker.overrideMode(BreakerMode.OBSERVE, TEST);

			List<String> current = BreakerMetricsTests.this.meters.getMeters()
				.stream()
				.filter((meter) -> meter.getId().getName().matches("breaker\\.(state|mode)"))
				.filter((meter) -> ((Gauge) meter).value() == 1)
				.map((meter) -> meter.getId().getTag("state") + " " + meter.getId().getTag("mode"))
				.sorted()
				.toList();

			assertThat(current).containsExactly("half_open null", "null observe");
		}

		@Test
		void ratesAreOfTheLastTenSeconds() {
			assertThat(gauge("breaker.failure.rate", "name", "inventory")).isNaN();

			succeed(this.breaker, 3);
			fail(this.breaker, 1);
			double during = gauge("breaker.failure.rate", "name", "inventory");
			BreakerMetricsTests.this.time.advance(Duration.ofSeconds(12));
			double after = gauge("breaker.failure.rate", "name", "inventory");

			assertThat(during).isEqualTo(25);
			assertThat(after).isNaN();
			assertThat(gauge("breaker.slow.rate", "name", "inventory")).isNaN();
		}

		// INV-28
		@Test
		void ratesOfAWindowAreUndefinedBelowMinimumCalls() {
			Breaker windowed = BreakerMetricsTests.this.breakers.breaker("windowed");
			fail(windowed, 4);
			double below = gauge("breaker.failure.rate", "name", "windowed");
			succeed(windowed, 4);

			assertThat(below).isNaN();
			assertThat(gauge("breaker.failure.rate", "name", "windowed")).isEqualTo(50);
		}

		@Test
		void evidenceTellsHowNearTheOpeningIs() {
			fail(this.breaker, 12);

			assertThat(gauge("breaker.evidence", "name", "inventory")).isEqualTo(0.8);
		}

		@Test
		void movesAreCountedFromAndTo() {
			BreakerStates.halfOpen(this.breaker);
			BreakerStates.closed(this.breaker);
			BreakerStates.closed(this.breaker);

			assertThat(moves("closed", "open")).isEqualTo(1);
			assertThat(moves("open", "half_open")).isEqualTo(1);
			assertThat(moves("half_open", "closed")).isEqualTo(1);
			assertThat(moves("closed", "closed")).isEqualTo(1);
			assertThat(moves("recovering", "open")).isZero();
		}

		private double moves(String from, String to) {
			return counter("breaker.transitions", "name", "inventory", "from", from, "to", to);
		}

		@Test
		void everyMoveThatCanBeHasASeries() {
			BreakerStates.recovering(this.breaker);
			BreakerStates.open(this.breaker);
			BreakerStates.closed(this.breaker);

			double counted = BreakerMetricsTests.this.meters.find("breaker.transitions")
				.functionCounters()
				.stream()
				.mapToDouble(FunctionCounter::count)
				.sum();

			assertThat(counted).isEqualTo(5);
		}

		@Test
		void timeNotClosedAddsUp() {
			BreakerStates.open(this.breaker);
			BreakerMetricsTests.this.time.advance(Duration.ofMillis(1500));
			double open = counter("breaker.open.seconds", "name", "inventory");
			BreakerStates.closed(this.breaker);
			BreakerMetricsTests.this.time.advance(Duration.ofSeconds(5));

			assertThat(open).isEqualTo(1.5);
			assertThat(counter("breaker.open.seconds", "name", "inventory")).isEqualTo(1.5);
		}

		@Test
		void fallbacksAreCountedByWhetherTheyAnswered() {
			this.breaker.countFallback(true);
			this.breaker.countFallback(true);
			this.breaker.countFallback(false);

			assertThat(counter("breaker.fallbacks", "name", "inventory", "outcome", "success")).isEqualTo(2);
			assertThat(counter("breaker.fallbacks", "name", "inventory", "outcome", "failure")).isEqualTo(1);
		}

		// INV-11
		@Test
		void readingMetersTakesNoPermit() {
			BreakerStates.halfOpen(this.breaker);

			for (int i = 0; i < 10; i++) {
				BreakerMetricsTests.this.meters.getMeters().forEach((meter) -> meter.measure().forEach((each) -> {
					assertThat(each.getValue()).isNotNull();
				}));
			}

			assertThat(this.breaker.tryAcquire()).isPresent();
		}

		// INV-27: a million calls, as in the core; one object each would be 16 MB
		@Test
		void healthyCallsAllocateNothingForTheirMeters() {
			var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
			long id = Thread.currentThread().getId();
			long before = 0;
			for (int i = 0; i < 2_000_000; i++) {
				if (i == 1_000_000) {
					before = threads.getThreadAllocatedBytes(id);
				}
				this.breaker.call(() -> "fine");
			}

			assertThat(threads.getThreadAllocatedBytes(id) - before).isLessThan(100_000);
			assertThat(calls("success")).isEqualTo(2_000_000);
		}

		@Test
		void healthyCallsReadNoClockForTheirMeters() {
			AtomicBoolean read = new AtomicBoolean();
			BreakerRegistry watched = BreakerRegistry.builder().timeSource(new ManualTimeThatTells(read)).build();
			Breaker breaker = watched.breaker("inventory");
			new BreakerMetrics(watched, BreakerMetricsTests.this.rates).bindTo(new SimpleMeterRegistry());
			read.set(false);

			breaker.call(() -> "fine");

			assertThat(read).isFalse();
		}

	}

	@Nested
	class Lives {

		@Test
		void breakersMadeBeforeAndAfterHaveMeters() {
			BreakerMetricsTests.this.breakers.breaker("before");
			BreakerMetricsTests.this.metrics.bindTo(BreakerMetricsTests.this.meters);
			BreakerMetricsTests.this.breakers.breaker("after");

			assertThat(names(BreakerMetricsTests.this.meters)).containsExactly("after", "before");
			assertThat(BreakerMetricsTests.this.meters.getMeters()).hasSize(2 * SERIES);
		}

		// INV-52, INV-68
		@Test
		void removedBreakerTakesItsMetersAlong() {
			BreakerMetricsTests.this.metrics.bindTo(BreakerMetricsTests.this.meters);
			BreakerMetricsTests.this.breakers.breaker("stays");
			BreakerMetricsTests.this.breakers.breaker("goes");

			BreakerMetricsTests.this.breakers.remove("goes");

			assertThat(names(BreakerMetricsTests.this.meters)).containsExactly("stays");
		}

		@Test
		void nextBreakerOfANameHasMetersOfItsOwn() {
			BreakerMetricsTests.this.metrics.bindTo(BreakerMetricsTests.this.meters);
			succeed(BreakerMetricsTests.this.breakers.breaker("inventory"), 5);
			BreakerMetricsTests.this.breakers.remove("inventory");

			succeed(BreakerMetricsTests.this.breakers.breaker("inventory"), 1);

			assertThat(counter("breaker.calls", "name", "inventory", "outcome", "success")).isEqualTo(1);
			assertThat(BreakerMetricsTests.this.meters.getMeters()).hasSize(SERIES);
		}

		// INV-68
		@Test
		void endOfABreakerThatIsToldLateDoesNotTakeTheMetersOfTheNext() throws InterruptedException {
			CountDownLatch told = new CountDownLatch(1);
			CountDownLatch go = new CountDownLatch(1);
			Breaker old = BreakerMetricsTests.this.breakers.breaker("inventory");
			old.addListener(new BreakerListener() {
				@Override
				public void onEvent(BreakerEvent event) {
					told.countDown();
					await(go);
				}
			});
			BreakerMetricsTests.this.metrics.bindTo(BreakerMetricsTests.this.meters);
			Thread remover = new Thread(() -> BreakerMetricsTests.this.breakers.remove("inventory"));
			remover.start();
			await(told);

			succeed(BreakerMetricsTests.this.breakers.breaker("inventory"), 1);
			go.countDown();
			remover.join(20_000);

			assertThat(counter("breaker.calls", "name", "inventory", "outcome", "success")).isEqualTo(1);
			assertThat(BreakerMetricsTests.this.meters.getMeters()).hasSize(SERIES);
		}

		// INV-67
		@Test
		void metersAreNeverNaNAfterAGarbageCollection() {
			CompositeMeterRegistry composite = new CompositeMeterRegistry();
			composite.add(BreakerMetricsTests.this.meters);
			WeakReference<Breaker> breaker = bindAndForget(composite);
			WeakReference<Object> garbage = new WeakReference<>(new Object());

			collectGarbage(() -> garbage.get() == null);

			assertThat(garbage.get()).isNull();
			assertThat(breaker.get()).isNotNull();
			assertThat(gauge("breaker.state", "name", "inventory", "state", "closed")).isEqualTo(1);
			assertThat(gauge("breaker.evidence", "name", "inventory")).isZero();
			assertThat(counter("breaker.calls", "name", "inventory", "outcome", "success")).isEqualTo(1);
			succeed(breaker.get(), 1);
			assertThat(counter("breaker.calls", "name", "inventory", "outcome", "success")).isEqualTo(2);
			assertThat(counter(composite, "breaker.calls", "name", "inventory", "outcome", "success")).isEqualTo(2);
		}

		private WeakReference<Breaker> bindAndForget(MeterRegistry meters) {
			BreakerRegistry breakers = BreakerRegistry.create();
			Breaker breaker = breakers.breaker("inventory");
			succeed(breaker, 1);
			new BreakerMetrics(breakers, BreakerMetricsTests.this.rates).bindTo(meters);
			return new WeakReference<>(breaker);
		}

		// INV-52
		@Test
		void removedBreakerIsNotHeldByAnything() {
			BreakerMetricsTests.this.metrics.bindTo(BreakerMetricsTests.this.meters);
			WeakReference<Breaker> breaker = new WeakReference<>(
					BreakerMetricsTests.this.breakers.breaker("inventory"));
			BreakerMetricsTests.this.time.advance(Duration.ofSeconds(2));
			BreakerMetricsTests.this.breakers.remove("inventory");
			BreakerMetricsTests.this.time.advance(Duration.ofSeconds(1));

			collectGarbage(() -> breaker.get() == null);

			assertThat(breaker.get()).isNull();
		}

		// INV-68
		@Test
		void bindingTwiceDoublesNothing() {
			BreakerMetrics timed = new BreakerMetrics(BreakerMetricsTests.this.breakers, BreakerMetricsTests.this.rates,
					true, 10);
			timed.bindTo(BreakerMetricsTests.this.meters);
			timed.bindTo(BreakerMetricsTests.this.meters);

			succeed(BreakerMetricsTests.this.breakers.breaker("inventory"), 1);

			assertThat(BreakerMetricsTests.this.meters.getMeters()).hasSize(SERIES);
			assertThat(timer("success").count()).isEqualTo(1);
		}

		@Test
		void secondBinderDoublesNothing() {
			BreakerMetricsTests.this.breakers.breaker("inventory");
			for (int i = 0; i < 2; i++) {
				new BreakerMetrics(BreakerMetricsTests.this.breakers, BreakerMetricsTests.this.rates, true, 10)
					.bindTo(BreakerMetricsTests.this.meters);
			}

			succeed(BreakerMetricsTests.this.breakers.breaker("inventory"), 1);

			assertThat(timer("success").count()).isEqualTo(1);
		}

		@Test
		void metersOfAnotherBinderStay() {
			BreakerMetricsTests.this.breakers.breaker("inventory");
			BreakerMetricsTests.this.metrics.bindTo(BreakerMetricsTests.this.meters);
			BreakerMetrics other = new BreakerMetrics(BreakerMetricsTests.this.breakers,
					BreakerMetricsTests.this.rates);
			other.bindTo(BreakerMetricsTests.this.meters);

			other.close();

			assertThat(BreakerMetricsTests.this.meters.getMeters()).hasSize(SERIES);
		}

		@Test
		void breakerIsAddedWithoutALookAtAllMeters() {
			SimpleMeterRegistry large = new SimpleMeterRegistry() {

				@Override
				public List<Meter> getMeters() {
					throw new AssertionError("all meters were looked at");
				}

				@Override
				public void forEachMeter(Consumer<? super Meter> consumer) {
					throw new AssertionError("all meters were looked at");
				}

			};
			AtomicInteger added = new AtomicInteger();
			large.config().onMeterAdded((meter) -> added.incrementAndGet());

			BreakerMetricsTests.this.breakers.breaker("inventory");
			BreakerMetricsTests.this.metrics.bindTo(large);
			BreakerMetricsTests.this.breakers.breaker("ledger");

			assertThat(added).hasValue(2 * SERIES);
		}

		@Test
		void twoRegistriesEachHaveTheMeters() {
			SimpleMeterRegistry second = new SimpleMeterRegistry();
			BreakerMetricsTests.this.metrics.bindTo(BreakerMetricsTests.this.meters);
			BreakerMetricsTests.this.metrics.bindTo(second);

			succeed(BreakerMetricsTests.this.breakers.breaker("inventory"), 1);

			assertThat(counter("breaker.calls", "name", "inventory", "outcome", "success")).isEqualTo(1);
			assertThat(counter(second, "breaker.calls", "name", "inventory", "outcome", "success")).isEqualTo(1);
		}

		@Test
		void registryInACompositeHasTheMetersOnce() {
			BreakerMetrics timed = new BreakerMetrics(BreakerMetricsTests.this.breakers, BreakerMetricsTests.this.rates,
					true, 10);
			CompositeMeterRegistry inner = new CompositeMeterRegistry();
			inner.add(BreakerMetricsTests.this.meters);
			CompositeMeterRegistry outer = new CompositeMeterRegistry();
			outer.add(inner);
			timed.bindTo(BreakerMetricsTests.this.meters);
			timed.bindTo(outer);
			timed.bindTo(BreakerMetricsTests.this.meters);
			timed.bindTo(inner);

			succeed(BreakerMetricsTests.this.breakers.breaker("inventory"), 1);

			assertThat(BreakerMetricsTests.this.meters.getMeters()).hasSize(SERIES);
			assertThat(timer("success").count()).isEqualTo(1);
		}

		// INV-54
		@Test
		void hundredRestartsLeaveNothingBehind() {
			for (int i = 0; i < 100; i++) {
				try (BreakerRegistry breakers = BreakerRegistry.create();
						BreakerMetrics metrics = new BreakerMetrics(breakers, BreakerMetricsTests.this.rates)) {
					metrics.bindTo(BreakerMetricsTests.this.meters);
					breakers.breaker("inventory");
					breakers.breaker("other");
				}
				assertThat(BreakerMetricsTests.this.meters.getMeters()).isEmpty();
			}
		}

		@Test
		void closedRegistryOfBreakersTakesAllMetersAlong() {
			BreakerMetricsTests.this.metrics.bindTo(BreakerMetricsTests.this.meters);
			BreakerMetricsTests.this.breakers.breaker("inventory");

			BreakerMetricsTests.this.breakers.close();

			assertThat(BreakerMetricsTests.this.meters.getMeters()).isEmpty();
		}

		// INV-71
		@Test
		void namesOfAnyKindAreKept() {
			BreakerMetricsTests.this.metrics.bindTo(BreakerMetricsTests.this.meters);
			List<String> names = List.of("TestClient#getHello()", "mit Leerzeichen und Ümläuten", "a".repeat(200),
					"<b>stock", "quote\"s and \\");

			names.forEach(BreakerMetricsTests.this.breakers::breaker);

			assertThat(names(BreakerMetricsTests.this.meters)).containsExactlyInAnyOrderElementsOf(names);
		}

	}

	private Timer timer(String outcome) {
		Timer timer = this.meters.find("breaker.calls").tags("outcome", outcome).timer();
		assertThat(timer).isNotNull();
		return timer;
	}

	@Nested
	class Timers {

		private final BreakerMetrics timed = new BreakerMetrics(BreakerMetricsTests.this.breakers,
				BreakerMetricsTests.this.rates, true, 1);

		@Test
		void callsAreTimedWhereSomebodyWantsIt() {
			this.timed.bindTo(BreakerMetricsTests.this.meters);
			Breaker breaker = BreakerMetricsTests.this.breakers.breaker("inventory");

			breaker.run(() -> BreakerMetricsTests.this.time.advance(Duration.ofMillis(250)));
			fail(breaker, 2);
			breaker.overrideMode(BreakerMode.FORCED_OPEN, TEST);
			breaker.tryAcquire();

			assertThat(timer("success").totalTime(TimeUnit.MILLISECONDS)).isEqualTo(250);
			assertThat(timer("failure").count()).isEqualTo(2);
			assertThat(timer("rejected").count()).isEqualTo(1);
			assertThat(BreakerMetricsTests.this.meters.find("breaker.calls").functionCounters()).isEmpty();
		}

		@Test
		void breakersBeyondTheLimitShareTimers() {
			this.timed.bindTo(BreakerMetricsTests.this.meters);
			BreakerMetricsTests.this.breakers.breaker("one");
			succeed(BreakerMetricsTests.this.breakers.breaker("two"), 1);
			succeed(BreakerMetricsTests.this.breakers.breaker("three"), 2);

			Timer timer = BreakerMetricsTests.this.meters.find("breaker.calls")
				.tags("name", "other", "outcome", "success")
				.timer();

			assertThat(timer).isNotNull();
			assertThat(timer.count()).isEqualTo(3);
		}

		@Test
		void closedMetricsHearNoCalls() {
			this.timed.bindTo(BreakerMetricsTests.this.meters);
			Breaker breaker = BreakerMetricsTests.this.breakers.breaker("inventory");
			Timer timer = timer("success");

			this.timed.close();
			succeed(breaker, 1);

			assertThat(timer.count()).isZero();
		}

	}

	@Nested
	class ManyBreakers {

		private final BreakerMetrics few = new BreakerMetrics(BreakerMetricsTests.this.breakers,
				BreakerMetricsTests.this.rates, false, 2);

		private final List<LogRecord> log = new ArrayList<>();

		private final Handler handler = new Handler() {
			@Override
			public void publish(LogRecord record) {
				ManyBreakers.this.log.add(record);
			}

			@Override
			public void flush() {
			}

			@Override
			public void close() {
			}
		};

		// INV-53
		@Test
		void breakersBeyondTheLimitShareMeters() {
			this.few.bindTo(BreakerMetricsTests.this.meters);
			for (int i = 1; i <= 1_000; i++) {
				succeed(BreakerMetricsTests.this.breakers.breaker("breaker-" + i), 1);
			}

			assertThat(names(BreakerMetricsTests.this.meters)).containsExactly("breaker-1", "breaker-2", "other");
			assertThat(counter("breaker.calls", "name", "other", "outcome", "success")).isEqualTo(998);
			assertThat(gauge("breaker.state", "name", "other", "state", "closed")).isEqualTo(998);
			assertThat(gauge("breaker.mode", "name", "other", "mode", "enforce")).isEqualTo(998);
		}

		@Test
		void sharedRatesAndEvidenceAreTheHighest() {
			this.few.bindTo(BreakerMetricsTests.this.meters);
			for (int i = 1; i <= 5; i++) {
				BreakerMetricsTests.this.breakers.breaker("breaker-" + i);
			}
			double undefined = gauge("breaker.failure.rate", "name", "other");
			fail(BreakerMetricsTests.this.breakers.breaker("breaker-1"), 10);
			fail(BreakerMetricsTests.this.breakers.breaker("breaker-3"), 3);
			succeed(BreakerMetricsTests.this.breakers.breaker("breaker-4"), 3);
			fail(BreakerMetricsTests.this.breakers.breaker("breaker-4"), 1);

			assertThat(undefined).isNaN();
			assertThat(gauge("breaker.failure.rate", "name", "other")).isEqualTo(100);
			assertThat(gauge("breaker.evidence", "name", "other")).isEqualTo(0.2);
		}

		// INV-40
		@Test
		void sharedTotalsNeverGoDown() {
			this.few.bindTo(BreakerMetricsTests.this.meters);
			for (int i = 1; i <= 5; i++) {
				succeed(BreakerMetricsTests.this.breakers.breaker("breaker-" + i), 10);
			}
			BreakerMetricsTests.this.breakers.remove("breaker-4");
			succeed(BreakerMetricsTests.this.breakers.breaker("breaker-5"), 1);

			assertThat(counter("breaker.calls", "name", "other", "outcome", "success")).isEqualTo(31);
			assertThat(gauge("breaker.state", "name", "other", "state", "closed")).isEqualTo(2);
		}

		@Test
		void sharedMetersGoWithTheLastThatSharesThem() {
			this.few.bindTo(BreakerMetricsTests.this.meters);
			for (int i = 1; i <= 4; i++) {
				BreakerMetricsTests.this.breakers.breaker("breaker-" + i);
			}
			BreakerMetricsTests.this.breakers.remove("breaker-3");
			BreakerMetricsTests.this.breakers.remove("breaker-4");

			assertThat(names(BreakerMetricsTests.this.meters)).containsExactly("breaker-1", "breaker-2");
		}

		@Test
		void placeOfARemovedBreakerIsFree() {
			this.few.bindTo(BreakerMetricsTests.this.meters);
			BreakerMetricsTests.this.breakers.breaker("one");
			BreakerMetricsTests.this.breakers.breaker("two");
			BreakerMetricsTests.this.breakers.remove("one");

			BreakerMetricsTests.this.breakers.breaker("three");

			assertThat(names(BreakerMetricsTests.this.meters)).containsExactly("three", "two");
		}

		@Test
		void breakerThatIsCalledOtherIsOneOfTheOthers() {
			this.few.bindTo(BreakerMetricsTests.this.meters);
			succeed(BreakerMetricsTests.this.breakers.breaker("other"), 1);
			for (int i = 1; i <= 3; i++) {
				succeed(BreakerMetricsTests.this.breakers.breaker("breaker-" + i), 1);
			}

			assertThat(counter("breaker.calls", "name", "other", "outcome", "success")).isEqualTo(2);
		}

		@Test
		void limitIsTalkedAboutOnce() {
			Logger logger = Logger.getLogger("io.breaker.micrometer");
			logger.setUseParentHandlers(false);
			logger.addHandler(this.handler);
			try {
				this.few.bindTo(BreakerMetricsTests.this.meters);
				for (int i = 1; i <= 10; i++) {
					BreakerMetricsTests.this.breakers.breaker("breaker-" + i);
				}
			}
			finally {
				logger.removeHandler(this.handler);
				logger.setUseParentHandlers(true);
			}

			assertThat(this.log).hasSize(1);
			assertThat(new SimpleFormatter().formatMessage(this.log.get(0)))
				.startsWith("'breaker.metrics.max-breakers' is 2, ")
				.contains("'other'");
		}

		@Test
		void limitOutsideItsRangeIsRefused() {
			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> new BreakerMetrics(BreakerMetricsTests.this.breakers, BreakerMetricsTests.this.rates,
						false, -1))
				.withMessage("'breaker.metrics.max-breakers' must be a whole number of at least 0 and at most 1000000, "
						+ "but was -1");
		}

	}

	@Test
	void everyMeterHasOneDescriptionAndTheSameTags() {
		this.metrics.bindTo(this.meters);
		this.breakers.breaker("one");
		this.breakers.breaker("two");

		List<String> kinds = this.meters.getMeters()
			.stream()
			.map(Meter::getId)
			.map((id) -> id.getName() + " " + id.getTags().stream().map((tag) -> tag.getKey()).toList() + " "
					+ id.getBaseUnit() + " " + id.getDescription())
			.distinct()
			.sorted()
			.toList();

		assertThat(kinds).containsExactly("breaker.calls [name, outcome] calls Attempts to call, by how they ended",
				"breaker.evidence [name] null How much of the evidence for opening is there, from 0 to 1",
				"breaker.failure.rate [name] null Percent of the calls that failed, of the window, "
						+ "or of the last 10 seconds where none is set",
				"breaker.fallbacks [name, outcome] fallbacks Fallbacks that were asked, by whether they answered",
				"breaker.mode [mode, name] null 1 for the mode that holds, 0 for the others",
				"breaker.open.seconds [name] seconds Time in which the breaker was not closed",
				"breaker.slow.rate [name] null Percent of the calls that were slow, of the window, "
						+ "or of the last 10 seconds where none is set",
				"breaker.state [name, state] null 1 for the state that the breaker is in, 0 for the others",
				"breaker.transitions [from, name, to] transitions Moves from one state to another");
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Time that tells that it was read.
	 */
	private record ManualTimeThatTells(AtomicBoolean read) implements TimeSource {

		@Override
		public long nanoTime() {
			this.read.set(true);
			return 0;
		}

		@Override
		public Instant now() {
			this.read.set(true);
			return Instant.EPOCH;
		}

	}

}
