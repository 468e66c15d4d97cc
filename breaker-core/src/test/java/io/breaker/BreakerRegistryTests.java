package io.breaker;

import java.io.IOException;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.Origin;
import io.breaker.config.Settings;
import io.breaker.config.SettingsBuilder;
import io.breaker.config.Window;
import io.breaker.event.BreakerCreated;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerRemoved;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.breaker.event.SettingsChanged;
import io.breaker.event.StateChanged;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

/**
 * All breakers of an application: made once, changed together, gone without a trace.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class BreakerRegistryTests {

	private static final Intervention ALICE = Intervention.by("alice");

	private final ManualTime time = new ManualTime();

	private final Ears ears = new Ears();

	private final BreakerRegistry registry = registry((settings) -> settings.consecutiveFailures(1).openJitter(0));

	private BreakerRegistry registry(Consumer<SettingsBuilder> defaults) {
		return BreakerRegistry.builder()
			.configuration(configuration(defaults))
			.timeSource(this.time)
			.alarm(this.time.alarm())
			.listener(this.ears)
			.build();
	}

	private static BreakerConfiguration configuration(Consumer<SettingsBuilder> defaults) {
		return BreakerConfiguration.builder().defaults(defaults).build();
	}

	private static void fail(Breaker breaker) {
		breaker.acquire().failure(new IOException("broken"));
	}

	/**
	 * Breakers come on first use.
	 */
	@Nested
	class Creation {

		@Test
		void breakerIsMadeOnFirstUseAndTheSameAfterwards() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			assertThat(registry.find("inventory")).isEmpty();

			Breaker breaker = registry.breaker("inventory");

			assertThat(registry.breaker("inventory")).isSameAs(breaker);
			assertThat(registry.find("inventory")).containsSame(breaker);
			assertThat(breaker.name()).isEqualTo("inventory");
			assertThat(BreakerRegistryTests.this.ears.heard()).singleElement().isInstanceOf(BreakerCreated.class);
		}

		@Test
		void allAreListedByName() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			List.of("b", "c", "a").forEach(registry::breaker);

			assertThat(registry.all()).extracting(Breaker::name).containsExactly("a", "b", "c");
		}

		@Test
		void badNameIsRefusedAndMakesNothing() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;

			assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> registry.breaker("a/b"))
				.withMessage("'name' must be a name of 1 to 200 characters, not all blank, without '/' and control "
						+ "characters, but was a/b");
			assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> registry.breaker(null));
			assertThat(registry.all()).isEmpty();
			assertThat(registry.find("a/b")).isEmpty();
		}

		@Test
		void registryWithoutAnythingHasBuiltInSettings() {
			BreakerRegistry registry = BreakerRegistry.create();

			assertThat(registry.breaker("x").settings().text(Settings.EVIDENCE)).isEqualTo("15");
		}

		// INV-15
		@Tag("slow")
		@Test
		void threadsAtOnceMakeOneBreakerAndTellOnceAndFirst() throws Exception {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			for (int round = 0; round < 200; round++) {
				String name = "round-" + round;
				Set<Breaker> seen = Collections.synchronizedSet(Collections.newSetFromMap(new IdentityHashMap<>()));
				race(16, () -> {
					Breaker breaker = registry.breaker(name);
					seen.add(breaker);
					breaker.moveTo(BreakerState.OPEN, ALICE);
				});

				assertThat(seen).hasSize(1);
				List<BreakerEvent> heard = BreakerRegistryTests.this.ears.heardOf(name);
				assertThat(heard).hasSize(2);
				assertThat(heard.get(0)).isInstanceOf(BreakerCreated.class);
				assertThat(heard.get(1)).isInstanceOf(StateChanged.class);
			}
		}

	}

	/**
	 * Breakers go without a trace.
	 */
	// INV-52
	@Nested
	class Removal {

		@Test
		void removedBreakerIsGoneAndTheNextOneNew() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Breaker removed = registry.breaker("x");
			fail(removed);

			assertThat(registry.remove("x")).isTrue();

			assertThat(registry.find("x")).isEmpty();
			assertThat(registry.all()).isEmpty();
			assertThat(registry.remove("x")).isFalse();
			assertThat(registry.breaker("x")).isNotSameAs(removed);
			assertThat(registry.breaker("x")).isClosed();
		}

		@Test
		void removalIsTheLastThatIsTold() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Breaker breaker = registry.breaker("x");
			Ears own = new Ears();
			breaker.addListener(own);
			fail(breaker);

			registry.remove("x");
			breaker.reset(ALICE);
			BreakerRegistryTests.this.time.advance(Duration.ofHours(1));

			assertThat(BreakerRegistryTests.this.ears.heard()).last().isInstanceOf(BreakerRemoved.class);
			assertThat(own.heard()).last().isInstanceOf(BreakerRemoved.class);
			assertThat(own.heard()).hasSize(2);
		}

		@Test
		void removedBreakerGoesOnGuardingWhoHoldsIt() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Breaker breaker = registry.breaker("x");
			registry.remove("x");

			fail(breaker);

			assertThat(breaker).isOpen();
			BreakerRegistryTests.this.time.advance(Duration.ofSeconds(1));
			assertThat(breaker.tryAcquire()).isPresent();
		}

		@Test
		void alarmsAreCancelled() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Breaker breaker = registry.breaker("x");
			fail(breaker);
			assertThat(BreakerRegistryTests.this.time.alarmsSet()).isOne();

			registry.remove("x");
			breaker.reset(ALICE);
			breaker.overrideMode(BreakerMode.DISABLED, ALICE.lasting(Duration.ofHours(1)));

			assertThat(BreakerRegistryTests.this.time.alarmsSet()).isZero();
		}

		@Test
		void breakerAndItsListenerBecomeUnreachable() {
			List<WeakReference<Object>> references = new ArrayList<>();
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			useAndRemove(registry, references);

			for (int i = 0; i < 200 && references.stream().anyMatch((each) -> each.get() != null); i++) {
				System.gc();
			}

			assertThat(references).hasSize(2).allMatch((each) -> each.get() == null);
			assertThat(registry.all()).isEmpty();
		}

		private void useAndRemove(BreakerRegistry registry, List<WeakReference<Object>> references) {
			Breaker breaker = registry.breaker("x");
			BreakerListener own = new BreakerListener() {
				@Override
				public void onEvent(BreakerEvent event) {
					references.size();
				}
			};
			breaker.addListener(own);
			fail(breaker);
			references.add(new WeakReference<>(breaker));
			references.add(new WeakReference<>(own));
			registry.remove("x");
		}

		@Test
		void listenerThatRemovesTheBreakerHearsTheRemovalAfterwards() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Breaker breaker = registry.breaker("x");
			List<String> heard = new ArrayList<>();
			breaker.addListener(new BreakerListener() {
				@Override
				public void onEvent(BreakerEvent event) {
					heard.add("begin " + event.getClass().getSimpleName());
					if (event instanceof StateChanged) {
						registry.remove("x");
					}
					heard.add("end");
				}
			});

			fail(breaker);

			assertThat(heard).containsExactly("begin StateChanged", "end", "begin BreakerRemoved", "end");
		}

		@Test
		void moveThatIsBeingToldIsToldBeforeTheRemoval() throws Exception {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Breaker breaker = registry.breaker("x");
			CountDownLatch telling = new CountDownLatch(1);
			CountDownLatch removed = new CountDownLatch(1);
			Ears second = new Ears();
			breaker.addListener(new BreakerListener() {
				@Override
				public void onEvent(BreakerEvent event) {
					if (event instanceof StateChanged) {
						telling.countDown();
						await(removed);
					}
				}
			});
			breaker.addListener(second);
			Thread mover = new Thread(() -> fail(breaker), "mover");
			mover.start();
			await(telling);

			registry.remove("x");
			removed.countDown();
			mover.join(10_000);

			assertThat(second.heard()).hasSize(2);
			assertThat(second.heard()).first().isInstanceOf(StateChanged.class);
			assertThat(second.heard()).last().isInstanceOf(BreakerRemoved.class);
			assertThat(BreakerRegistryTests.this.ears.heard()).last().isInstanceOf(BreakerRemoved.class);
		}

		@Test
		void creationAndRemovalAtOnceAreToldInOrder() throws Exception {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;

			race(8, () -> {
				for (int i = 0; i < 500; i++) {
					registry.breaker("x").moveTo(BreakerState.OPEN, ALICE);
					registry.remove("x");
				}
			});
			registry.remove("x");

			List<BreakerEvent> heard = BreakerRegistryTests.this.ears.heard();
			assertThat(heard.stream().filter(BreakerCreated.class::isInstance))
				.hasSameSizeAs(heard.stream().filter(BreakerRemoved.class::isInstance).toList());
		}

		@Test
		void closeRemovesEverybody() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			List.of("a", "b").forEach((name) -> fail(registry.breaker(name)));

			registry.close();

			List<BreakerEvent> heard = BreakerRegistryTests.this.ears.heard();
			assertThat(registry.all()).isEmpty();
			assertThat(BreakerRegistryTests.this.time.alarmsSet()).isZero();
			assertThat(heard.stream().filter(BreakerRemoved.class::isInstance).map(BreakerEvent::breaker))
				.containsExactlyInAnyOrder("a", "b");
			registry.close();
			registry.breaker("c");
			assertThat(BreakerRegistryTests.this.ears.heard()).hasSameSizeAs(heard);
		}

	}

	/**
	 * Who listens.
	 */
	@Nested
	class Listening {

		@Test
		void listenerHearsBreakersMadeBeforeAndAfter() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Breaker before = registry.breaker("before");
			Ears late = new Ears();

			registry.addListener(late);

			fail(before);
			fail(registry.breaker("after"));
			assertThat(late.heard()).extracting(BreakerEvent::breaker).containsExactly("before", "after", "after");
		}

		@Test
		void listenerAddedTwiceHearsOnce() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			registry.addListener(BreakerRegistryTests.this.ears);

			registry.breaker("x");

			assertThat(BreakerRegistryTests.this.ears.heard()).hasSize(1);
			assertThat(registry.removeListener(BreakerRegistryTests.this.ears)).isTrue();
			assertThat(registry.removeListener(BreakerRegistryTests.this.ears)).isFalse();
		}

		@Test
		void removedListenerHearsNothing() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Breaker breaker = registry.breaker("x");
			Ears own = new Ears();
			breaker.addListener(own);

			assertThat(breaker.removeListener(own)).isTrue();
			assertThat(registry.removeListener(BreakerRegistryTests.this.ears)).isTrue();
			fail(breaker);

			assertThat(own.heard()).isEmpty();
			assertThat(breaker.removeListener(own)).isFalse();
			assertThat(BreakerRegistryTests.this.ears.heard()).hasSize(1);
		}

		@Test
		void listenerOfABreakerHearsOnlyThatOne() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Ears own = new Ears();
			registry.breaker("x").addListener(own);
			registry.breaker("x").addListener(own);

			fail(registry.breaker("x"));
			fail(registry.breaker("y"));

			assertThat(own.heard()).singleElement().isInstanceOf(StateChanged.class);
		}

	}

	/**
	 * Changing every living breaker at once.
	 */
	@Nested
	class Reconfiguration {

		@Test
		void everyLivingBreakerChangesAndKeepsWhatItKnows() {
			BreakerRegistry registry = registry(
					(settings) -> settings.window(Window.ofCalls(10)).minimumCalls(5).failureRate(80).openJitter(0));
			Breaker closed = registry.breaker("closed");
			Breaker open = registry.breaker("open");
			for (int i = 0; i < 4; i++) {
				closed.acquire().success();
			}
			fail(closed);
			BreakerStates.open(open);

			registry.reconfigure(configuration(
					(settings) -> settings.window(Window.ofCalls(20)).minimumCalls(5).failureRate(70).openJitter(0)),
					ALICE);

			assertThat(closed).isClosed().hasCounted(Outcome.SUCCESS, 4).hasCounted(Outcome.FAILURE, 1);
			assertThat(closed.snapshot().window().calls()).isEqualTo(5);
			assertThat(closed.snapshot().failureRate()).isEqualTo(20.0);
			assertThat(open).isOpen().hasOpenings(1);
			assertThat(registry.all())
				.allMatch((breaker) -> breaker.settings().text(Settings.FAILURE_RATE).equals("70%"));
			assertThat(BreakerRegistryTests.this.ears.heard().stream().filter(SettingsChanged.class::isInstance))
				.hasSize(2);
		}

		@Test
		void permitGivenBeforeStillCounts() {
			BreakerRegistry registry = registry((settings) -> settings.consecutiveFailures(2));
			Breaker breaker = registry.breaker("x");
			Permit permit = breaker.acquire();

			registry.reconfigure(configuration((settings) -> settings.consecutiveFailures(1)), ALICE);
			permit.failure(new IOException());

			assertThat(breaker).isOpen().hasCounted(Outcome.FAILURE, 1);
		}

		@Test
		void breakerWithoutDifferenceTellsNothing() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			registry.breaker("x");

			registry.reconfigure(configuration((settings) -> settings.consecutiveFailures(1).openJitter(0)), ALICE);

			assertThat(BreakerRegistryTests.this.ears.heard()).hasSize(1);
		}

		@Test
		void breakersMadeLaterHaveTheNewSettings() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			BreakerConfiguration changed = configuration((settings) -> settings.evidence(3));

			registry.reconfigure(changed, ALICE);

			assertThat(registry.configuration()).isSameAs(changed);
			assertThat(registry.breaker("x").settings().text(Settings.EVIDENCE)).isEqualTo("3");
		}

		@Test
		void interventionWithAnEndIsRefusedAndChangesNothing() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			BreakerConfiguration before = registry.configuration();

			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(
						() -> registry.reconfigure(BreakerConfiguration.empty(), ALICE.lasting(Duration.ofMinutes(10))))
				.withMessage("'for' must be absent, since settings hold until they are changed again, but was 10m");

			assertThat(registry.configuration()).isSameAs(before);
		}

		@Tag("slow")
		@Test
		void whatOperatorsDecidedStaysOnTop() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Breaker tuned = registry.breaker("tuned");
			Breaker other = registry.breaker("other");
			tune(tuned, (settings) -> settings.evidence(7));
			other.change(BreakerSettings.of((settings) -> settings.evidence(8)), ALICE);

			registry.reconfigure(configuration((settings) -> settings.evidence(3).trialCalls(4)), ALICE);

			assertThat(tuned.settings().text(Settings.EVIDENCE)).isEqualTo("7");
			assertThat(tuned.settings().origin(Settings.EVIDENCE)).hasToString("actuator");
			assertThat(tuned.settings().text(Settings.TRIAL_CALLS)).isEqualTo("4");
			assertThat(other.settings().text(Settings.EVIDENCE)).isEqualTo("3");
		}

		@Test
		void whatOperatorsDecidedMakesRoomForAConfigurationItCannotStandWith() {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			Breaker tuned = registry.breaker("tuned");
			tune(tuned, (settings) -> settings.window(Window.ofCalls(10)));

			registry.reconfigure(configuration((settings) -> settings.minimumCalls(50)), ALICE);

			assertThat(tuned.settings().text(Settings.WINDOW)).isEqualTo("off");
			assertThat(tuned.settings().text(Settings.MINIMUM_CALLS)).isEqualTo("50");
		}

		private void tune(Breaker breaker, Consumer<SettingsBuilder> decide) {
			SettingsBuilder builder = new SettingsBuilder(Origin.ACTUATOR, Settings.all());
			decide.accept(builder);
			BreakerConfiguration configuration = BreakerRegistryTests.this.registry.configuration();
			breaker.change(configuration.settingsFor(breaker.name(), List.of(builder.layer())), ALICE);
		}

		@Test
		void breakerMadeMeanwhileEndsWithTheNewSettings() throws Exception {
			BreakerRegistry registry = BreakerRegistryTests.this.registry;
			for (int round = 0; round < 200; round++) {
				int evidence = round + 1;
				String name = "round-" + round;
				BreakerConfiguration next = configuration((settings) -> settings.evidence(evidence));
				CyclicBarrier start = new CyclicBarrier(2);
				Thread maker = new Thread(() -> {
					meet(start);
					registry.breaker(name);
				}, "maker");
				maker.start();
				meet(start);
				registry.reconfigure(next, ALICE);
				maker.join(10_000);

				assertThat(registry.breaker(name).settings().get(Settings.EVIDENCE)).isEqualTo(evidence);
			}
		}

		@Test
		void lookLetsEveryBreakerDoWhatIsDue() {
			ManualTime silent = new ManualTime();
			Ears late = new Ears();
			BreakerRegistry registry = BreakerRegistry.builder().timeSource(silent).listener(late).build();
			BreakerStates.open(registry.breaker("x"));
			silent.advance(Duration.ofMinutes(1));
			assertThat(late.heard()).hasSize(2);

			registry.look();

			assertThat(late.heard()).hasSize(3);
		}

	}

	/**
	 * Names that are made from data.
	 */
	// INV-53
	@Nested
	@Tag("slow")
	class ManyNames {

		@Test
		void everyTenThousandthNameIsWarnedOf() {
			try (Warnings warnings = new Warnings(); BreakerRegistry registry = BreakerRegistry.create()) {
				for (int i = 1; i < 10_000; i++) {
					registry.breaker("order-" + i);
				}
				assertThat(warnings.messages()).isEmpty();

				registry.breaker("order-10000");
				registry.breaker("order-10000");

				assertThat(warnings.messages()).singleElement(STRING)
					.startsWith("10,000 circuit breakers")
					.contains("never end");
			}
		}

		@Test
		void hundredThousandNamesFitIntoMemoryAndGoAgain() {
			int names = 100_000;
			try (Warnings warnings = new Warnings(); BreakerRegistry registry = BreakerRegistry.create()) {
				long before = used();
				for (int i = 0; i < names; i++) {
					registry.breaker("order-" + i).acquire().success();
				}
				long each = (used() - before) / names;
				assertThat(registry.all()).hasSize(names);
				assertThat(each).isLessThan(4_000);
				assertThat(warnings.messages()).hasSize(names / 10_000);

				for (int i = 0; i < names; i++) {
					registry.remove("order-" + i);
				}

				assertThat((used() - before) / names).isLessThan(200);
			}
		}

		private long used() {
			System.gc();
			return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
		}

	}

	private static void race(int threads, Runnable task) throws InterruptedException {
		CyclicBarrier start = new CyclicBarrier(threads);
		Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
		List<Thread> racers = new ArrayList<>();
		for (int i = 0; i < threads; i++) {
			Thread racer = new Thread(() -> {
				try {
					meet(start);
					task.run();
				}
				catch (Throwable ex) {
					failures.add(ex);
				}
			}, "racer-" + i);
			racers.add(racer);
			racer.start();
		}
		for (Thread racer : racers) {
			racer.join(30_000);
		}
		assertThat(failures).isEmpty();
	}

	private static void meet(CyclicBarrier barrier) {
		try {
			barrier.await(10, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	/**
	 * Hears everything, from any thread.
	 */
	private static final class Ears implements BreakerListener {

		private final Queue<BreakerEvent> events = new ConcurrentLinkedQueue<>();

		@Override
		public void onEvent(BreakerEvent event) {
			this.events.add(event);
		}

		List<BreakerEvent> heard() {
			return List.copyOf(this.events);
		}

		List<BreakerEvent> heardOf(String name) {
			return this.events.stream().filter((event) -> event.breaker().equals(name)).toList();
		}

	}

}
