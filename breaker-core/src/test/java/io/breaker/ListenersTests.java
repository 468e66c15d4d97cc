package io.breaker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerCreated;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerRemoved;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.breaker.event.StateChanged;
import io.breaker.test.BreakerStates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Listeners: they hear everything once and in order, may do what they like, and harm
 * nobody.
 */
@Timeout(60)
class ListenersTests {

	private static final Intervention TEST = Intervention.by("test");

	private final TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0));

	private final Breaker breaker = this.test.breaker;

	private final List<LogRecord> log = new ArrayList<>();

	private final Logger logger = Logger.getLogger("io.breaker");

	private final Handler handler = new Handler() {
		@Override
		public void publish(LogRecord record) {
			ListenersTests.this.log.add(record);
		}

		@Override
		public void flush() {
		}

		@Override
		public void close() {
		}
	};

	@BeforeEach
	void listenToTheLog() {
		this.logger.setUseParentHandlers(false);
		this.logger.addHandler(this.handler);
	}

	@AfterEach
	void leaveTheLog() {
		this.logger.removeHandler(this.handler);
		this.logger.setUseParentHandlers(true);
	}

	private static BreakerListener events(Consumer<BreakerEvent> consumer) {
		return new BreakerListener() {
			@Override
			public void onEvent(BreakerEvent event) {
				consumer.accept(event);
			}
		};
	}

	private static Thread start(Runnable work) {
		Thread thread = new Thread(work);
		thread.setDaemon(true);
		thread.start();
		return thread;
	}

	private static void await(CountDownLatch latch) {
		try {
			assertThat(latch.await(20, TimeUnit.SECONDS)).as("came in time").isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void await(CyclicBarrier barrier) {
		try {
			barrier.await(20, TimeUnit.SECONDS);
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static void join(Thread thread) {
		try {
			thread.join(20_000);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		assertThat(thread.isAlive()).as("still running").isFalse();
	}

	/**
	 * A listener that throws in both methods.
	 */
	private static final class Thrower implements BreakerListener {

		private final RuntimeException exception;

		private final Error error;

		Thrower(RuntimeException exception, Error error) {
			this.exception = exception;
			this.error = error;
		}

		@Override
		public void onEvent(BreakerEvent event) {
			raise();
		}

		@Override
		public void onCall(String breaker, Outcome outcome, long nanos) {
			raise();
		}

		@Override
		public boolean hearsCalls() {
			return true;
		}

		private void raise() {
			if (this.error != null) {
				throw this.error;
			}
			throw this.exception;
		}

	}

	// INV-36
	@Nested
	class ThatThrow {

		private final Thrower exception = new Thrower(new IllegalStateException("bad listener"), null);

		private final Thrower error = new Thrower(null, new NoClassDefFoundError("com/acme/Listener"));

		@Test
		void doNotReachTheCaller() {
			ListenersTests.this.breaker.addListener(this.exception);
			ListenersTests.this.breaker.addListener(this.error);

			String result = ListenersTests.this.breaker.get(() -> "stock");

			assertThat(result).isEqualTo("stock");
		}

		@Test
		void doNotReplaceTheFailureOfTheCall() {
			IOException failure = new IOException();
			ListenersTests.this.breaker.addListener(this.error);

			assertThatExceptionOfType(IOException.class).isThrownBy(() -> ListenersTests.this.breaker.run(() -> {
				throw failure;
			})).isSameAs(failure);
		}

		@Test
		void doNotReplaceTheRejection() {
			ListenersTests.this.breaker.addListener(this.error);
			BreakerStates.open(ListenersTests.this.breaker);

			assertThatExceptionOfType(CallRejectedException.class)
				.isThrownBy(() -> ListenersTests.this.breaker.run(() -> {
				}));
		}

		@Test
		void doNotChangeTheState() {
			ListenersTests.this.breaker.addListener(this.exception);
			ListenersTests.this.breaker.addListener(this.error);

			ListenersTests.this.test.fail();

			assertThat(ListenersTests.this.breaker).isOpen().hasOpenings(1).hasCounted(Outcome.FAILURE, 1);
		}

		@Test
		void doNotKeepTheNewsFromOthers() {
			List<BreakerEvent> heard = new ArrayList<>();
			ListenersTests.this.breaker.addListener(this.exception);
			ListenersTests.this.breaker.addListener(this.error);
			ListenersTests.this.breaker.addListener(events(heard::add));

			ListenersTests.this.test.fail();
			ListenersTests.this.test.time.advance(Duration.ofSeconds(1));
			ListenersTests.this.test.succeed();

			assertThat(heard).hasSize(3);
			assertThat(ListenersTests.this.test.moves()).hasSize(3);
		}

		@Test
		void areLoggedOnceAMinute() {
			ListenersTests.this.breaker.addListener(this.exception);
			ListenersTests.this.test.succeed(100);
			ListenersTests.this.test.time.advance(Duration.ofSeconds(60).minusNanos(1));
			ListenersTests.this.test.succeed(100);
			assertThat(ListenersTests.this.log).hasSize(1);

			ListenersTests.this.test.time.advanceNanos(1);
			ListenersTests.this.test.succeed(100);

			assertThat(ListenersTests.this.log).hasSize(2)
				.allSatisfy((entry) -> assertThat(entry.getMessage()).contains(Thrower.class.getName()))
				.allSatisfy((entry) -> assertThat(entry.getThrown()).hasMessage("bad listener"));
		}

		@Test
		void areLoggedEachOnItsOwn() {
			ListenersTests.this.breaker.addListener(this.exception);
			ListenersTests.this.breaker.addListener(this.error);

			ListenersTests.this.test.succeed(100);

			assertThat(ListenersTests.this.log).extracting((entry) -> entry.getThrown().getClass().getSimpleName())
				.containsExactlyInAnyOrder("IllegalStateException", "NoClassDefFoundError");
		}

		@Test
		void doNotStopTheNewsWhenEvenTheLogFails() {
			Handler broken = new Handler() {
				@Override
				public void publish(LogRecord record) {
					throw new IllegalStateException("disk full");
				}

				@Override
				public void flush() {
				}

				@Override
				public void close() {
				}
			};
			List<BreakerEvent> heard = new ArrayList<>();
			ListenersTests.this.breaker.addListener(this.exception);
			ListenersTests.this.breaker.addListener(events(heard::add));
			ListenersTests.this.logger.addHandler(broken);

			try {
				ListenersTests.this.test.fail();
				ListenersTests.this.test.time.advance(Duration.ofSeconds(1));
				ListenersTests.this.test.succeed();
			}
			finally {
				ListenersTests.this.logger.removeHandler(broken);
			}

			assertThat(heard).hasSize(3);
		}

	}

	// INV-34
	@Nested
	class ThatCallBack {

		private void everything() {
			Breaker breaker = ListenersTests.this.breaker;
			BreakerListener other = events((event) -> {
			});
			breaker.name();
			breaker.state();
			breaker.mode();
			breaker.settings();
			breaker.snapshot();
			breaker.totals();
			breaker.transitions(BreakerState.CLOSED, BreakerState.OPEN);
			breaker.incidents();
			breaker.tryAcquire().ifPresent(Permit::success);
			breaker.callAsync(() -> null);
			breaker.countFallback(true);
			breaker.call(() -> "stock", (ex) -> "fallback");
			breaker.addListener(other);
			breaker.removeListener(other);
			breaker.overrideMode(BreakerMode.OBSERVE, TEST);
			breaker.dropOverride(TEST);
			breaker.change(BreakerSettings.of((s) -> s.consecutiveFailures(1).openJitter(0)), TEST);
			breaker.reset(TEST);
			breaker.moveTo(BreakerState.OPEN, TEST);
			ListenersTests.this.test.registry.look();
			ListenersTests.this.test.registry.find("test");
			ListenersTests.this.test.registry.breaker("other");
			assertThat(breaker.toString()).isNotEmpty();
		}

		@Test
		void canUseEveryMethodOfTheBreaker() {
			AtomicInteger depth = new AtomicInteger();
			ListenersTests.this.breaker.addListener(events((event) -> {
				if (depth.incrementAndGet() <= 3) {
					everything();
				}
			}));

			ListenersTests.this.test.fail();

			assertThat(depth.get()).isGreaterThan(3);
			assertThat(ListenersTests.this.log).isEmpty();
			assertThat(ListenersTests.this.breaker).isOpen();
		}

		@Test
		void canWaitForAnotherThreadThatUsesEveryMethodOfTheBreaker() {
			AtomicInteger rounds = new AtomicInteger();
			ListenersTests.this.breaker.addListener(events((event) -> {
				if (rounds.incrementAndGet() <= 3) {
					join(start(this::everything));
				}
			}));

			Thread caller = start(ListenersTests.this.test::fail);

			join(caller);
			assertThat(rounds.get()).isGreaterThan(3);
			assertThat(ListenersTests.this.log).isEmpty();
		}

		@Test
		void canWaitForAnotherThreadWhileACallIsHeard() {
			AtomicInteger rounds = new AtomicInteger();
			ListenersTests.this.breaker.addListener(new BreakerListener() {
				@Override
				public void onCall(String breaker, Outcome outcome, long nanos) {
					if (rounds.incrementAndGet() == 1) {
						join(start(ThatCallBack.this::everything));
					}
				}

				@Override
				public boolean hearsCalls() {
					return true;
				}
			});

			Thread caller = start(ListenersTests.this.test::succeed);

			join(caller);
			assertThat(rounds.get()).isGreaterThan(1);
			assertThat(ListenersTests.this.log).isEmpty();
		}

		@Test
		void hearWhatTheyBringAboutAfterTheyHaveReturned() {
			List<String> heard = new ArrayList<>();
			ListenersTests.this.breaker.addListener(events((event) -> {
				heard.add("begin " + ((StateChanged) event).to());
				if (((StateChanged) event).to() == BreakerState.OPEN) {
					ListenersTests.this.breaker.reset(TEST);
				}
				heard.add("end " + ((StateChanged) event).to());
			}));

			ListenersTests.this.test.fail();

			assertThat(heard.stream().filter((line) -> !line.contains("IncidentEnded"))).containsExactly("begin OPEN",
					"end OPEN", "begin CLOSED", "end CLOSED");
		}

		@Test
		void doNotHoldUpCallersWhileTheyAreBusy() {
			CountDownLatch busy = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			ListenersTests.this.breaker.addListener(events((event) -> {
				busy.countDown();
				await(release);
			}));
			Thread caller = start(ListenersTests.this.test::fail);
			await(busy);

			ListenersTests.this.breaker.reset(TEST);
			ListenersTests.this.breaker.run(() -> {
			});

			assertThat(ListenersTests.this.breaker).isClosed().hasCounted(Outcome.SUCCESS, 1);
			release.countDown();
			join(caller);
		}

	}

	// INV-35
	@Nested
	@Tag("slow")
	class Order {

		@Test
		void holdsUnderManyThreads() {
			int threads = 8;
			int rounds = 500;
			Queue<StateChanged> heard = new ConcurrentLinkedQueue<>();
			AtomicInteger inside = new AtomicInteger();
			AtomicBoolean overlapped = new AtomicBoolean();
			ListenersTests.this.breaker.addListener(events((event) -> {
				overlapped.compareAndSet(false, inside.incrementAndGet() != 1);
				if (event instanceof StateChanged moved) {
					heard.add(moved);
				}
				inside.decrementAndGet();
			}));
			CyclicBarrier barrier = new CyclicBarrier(threads);
			List<Thread> movers = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				boolean opens = i % 2 == 0;
				movers.add(start(() -> {
					await(barrier);
					for (int round = 0; round < rounds; round++) {
						if (opens) {
							ListenersTests.this.breaker.tryAcquire()
								.ifPresent((permit) -> permit.failure(new IOException()));
						}
						else {
							ListenersTests.this.breaker.reset(TEST);
						}
					}
				}));
			}
			movers.forEach(ListenersTests::join);

			List<StateChanged> moves = List.copyOf(heard);
			assertThat(overlapped).as("two at a time").isFalse();
			assertThat(moves.get(0).from()).isEqualTo(BreakerState.CLOSED);
			for (int i = 1; i < moves.size(); i++) {
				assertThat(moves.get(i).from()).as("move %d of %d", i, moves.size()).isEqualTo(moves.get(i - 1).to());
			}
			assertThat(moves).hasSize((int) transitions());
		}

		private long transitions() {
			long transitions = 0;
			for (BreakerState from : BreakerState.values()) {
				for (BreakerState to : BreakerState.values()) {
					transitions += ListenersTests.this.breaker.transitions(from, to);
				}
			}
			return transitions;
		}

		@Test
		void everyListenerHearsTheSame() {
			List<BreakerEvent> first = new ArrayList<>();
			List<BreakerEvent> second = new ArrayList<>();
			ListenersTests.this.breaker.addListener(events(first::add));
			ListenersTests.this.breaker.addListener(events(second::add));

			ListenersTests.this.test.fail();
			ListenersTests.this.test.time.advance(Duration.ofSeconds(1));
			ListenersTests.this.test.succeed();
			ListenersTests.this.breaker.overrideMode(BreakerMode.DISABLED, TEST);

			assertThat(first).hasSize(4).isEqualTo(second);
			assertThat(ListenersTests.this.test.events.get(0)).isInstanceOf(BreakerCreated.class);
			assertThat(ListenersTests.this.test.events.subList(1, 5)).isEqualTo(first);
		}

		@Test
		void nothingIsToldAfterTheListenerWasRemoved() {
			AtomicBoolean stop = new AtomicBoolean();
			AtomicInteger ahead = new AtomicInteger();
			ListenersTests.this.breaker.addListener(events((event) -> ahead.decrementAndGet()));
			List<Thread> movers = new ArrayList<>();
			for (int i = 0; i < 7; i++) {
				movers.add(start(() -> {
					while (!stop.get()) {
						if (ahead.get() < 100) {
							ahead.incrementAndGet();
							ListenersTests.this.breaker.reset(TEST);
						}
						Thread.onSpinWait();
					}
				}));
			}
			try {
				for (int round = 0; round < 200; round++) {
					AtomicInteger heard = new AtomicInteger();
					CountDownLatch first = new CountDownLatch(1);
					BreakerListener listener = events((event) -> {
						heard.incrementAndGet();
						first.countDown();
					});
					ListenersTests.this.breaker.addListener(listener);
					await(first);

					assertThat(ListenersTests.this.breaker.removeListener(listener)).isTrue();

					// What another thread had begun to tell by then may still arrive.
					int atMost = heard.get() + 1;
					for (int i = 0; i < 20; i++) {
						ListenersTests.this.breaker.reset(TEST);
					}
					assertThat(heard).hasValueLessThanOrEqualTo(atMost);
				}
			}
			finally {
				stop.set(true);
			}
			movers.forEach(ListenersTests::join);
		}

		@Test
		void listenerThatRemovesItselfHearsNothingMore() {
			List<BreakerEvent> heard = new ArrayList<>();
			BreakerListener[] self = new BreakerListener[1];
			self[0] = events((event) -> {
				heard.add(event);
				ListenersTests.this.breaker.removeListener(self[0]);
			});
			ListenersTests.this.breaker.addListener(self[0]);

			ListenersTests.this.breaker.reset(TEST);
			ListenersTests.this.breaker.reset(TEST);

			assertThat(heard).hasSize(1);
		}

		@Test
		void listenerRemovedByAnotherDuringTheNewsDoesNotHearIt() {
			List<BreakerEvent> heard = new ArrayList<>();
			BreakerListener second = events(heard::add);
			ListenersTests.this.breaker
				.addListener(events((event) -> ListenersTests.this.breaker.removeListener(second)));
			ListenersTests.this.breaker.addListener(second);

			ListenersTests.this.breaker.reset(TEST);

			assertThat(heard).isEmpty();
		}

		@Test
		void removalOfTheBreakerIsTheLastNews() {
			ListenersTests.this.test.registry.remove("test");

			ListenersTests.this.test.fail();

			assertThat(ListenersTests.this.test.events).last().isInstanceOf(BreakerRemoved.class);
			assertThat(ListenersTests.this.breaker).isOpen();
		}

		@Test
		void removalOfTheBreakerIsTheLastNewsAlsoWhileOtherNewsIsBeingTold() {
			CountDownLatch busy = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			AtomicInteger inside = new AtomicInteger();
			AtomicBoolean overlapped = new AtomicBoolean();
			List<BreakerEvent> heard = new ArrayList<>();
			ListenersTests.this.test.registry.addListener(events((event) -> {
				overlapped.compareAndSet(false, inside.incrementAndGet() != 1);
				if (event instanceof StateChanged) {
					busy.countDown();
					await(release);
				}
				inside.decrementAndGet();
			}));
			ListenersTests.this.test.registry.addListener(events(heard::add));
			Thread caller = start(ListenersTests.this.test::fail);
			await(busy);

			ListenersTests.this.test.registry.remove("test");
			release.countDown();
			join(caller);

			assertThat(overlapped).as("two at a time").isFalse();
			assertThat(heard).hasExactlyElementsOfTypes(StateChanged.class, BreakerRemoved.class);
		}

	}

	// INV-37
	@Nested
	class ComingAndGoing {

		@Test
		void sameListenerTwiceIsToldOnce() {
			AtomicInteger heard = new AtomicInteger();
			BreakerListener listener = events((event) -> heard.incrementAndGet());
			ListenersTests.this.breaker.addListener(listener);
			ListenersTests.this.breaker.addListener(listener);

			ListenersTests.this.breaker.reset(TEST);

			assertThat(heard).hasValue(1);
			assertThat(ListenersTests.this.breaker.removeListener(listener)).isTrue();
			assertThat(ListenersTests.this.breaker.removeListener(listener)).isFalse();
		}

		@Test
		void listenerAddedDuringTheNewsHearsTheNext() {
			List<BreakerEvent> heard = new ArrayList<>();
			BreakerListener second = events(heard::add);
			ListenersTests.this.breaker.addListener(events((event) -> ListenersTests.this.breaker.addListener(second)));

			ListenersTests.this.breaker.reset(TEST);
			assertThat(heard).isEmpty();
			ListenersTests.this.breaker.reset(TEST);

			assertThat(heard).hasSize(1);
		}

		@Test
		void manyThreadsComeAndGoWhileNewsIsTold() {
			int threads = 8;
			int rounds = 500;
			AtomicInteger steady = new AtomicInteger();
			ListenersTests.this.breaker.addListener(events((event) -> steady.incrementAndGet()));
			CyclicBarrier barrier = new CyclicBarrier(threads);
			AtomicInteger missing = new AtomicInteger();
			List<Thread> guests = new ArrayList<>();
			for (int i = 0; i < threads; i++) {
				guests.add(start(() -> {
					await(barrier);
					for (int round = 0; round < rounds; round++) {
						AtomicInteger heard = new AtomicInteger();
						BreakerListener guest = events((event) -> heard.incrementAndGet());
						ListenersTests.this.breaker.addListener(guest);
						ListenersTests.this.breaker.reset(TEST);
						missing.addAndGet(ListenersTests.this.breaker.removeListener(guest) ? 0 : 1);
					}
				}));
			}
			guests.forEach(ListenersTests::join);

			assertThat(missing).hasValue(0);
			assertThat(steady).hasValue(threads * rounds);
		}

		@Test
		void breakerThatIsRemovedLetsItsListenersGo() {
			BreakerListener listener = events((event) -> {
			});
			ListenersTests.this.breaker.addListener(listener);

			ListenersTests.this.test.registry.remove("test");

			assertThat(ListenersTests.this.breaker.removeListener(listener)).isFalse();
		}

	}

	@Nested
	class Calls {

		private final List<String> heard = new ArrayList<>();

		private final class Ear implements BreakerListener {

			private final boolean hearsCalls;

			Ear(boolean hearsCalls) {
				this.hearsCalls = hearsCalls;
			}

			@Override
			public void onCall(String breaker, Outcome outcome, long nanos) {
				Calls.this.heard.add(breaker + " " + outcome + " " + nanos);
			}

			@Override
			public boolean hearsCalls() {
				return this.hearsCalls;
			}

		}

		@Test
		void areToldToWhomWantsToHearThem() {
			ListenersTests.this.breaker.addListener(new Ear(true));
			ListenersTests.this.breaker.addListener(new Ear(false));

			ListenersTests.this.breaker.run(() -> ListenersTests.this.test.time.advanceNanos(5));
			ListenersTests.this.breaker.acquire().cancel();
			ListenersTests.this.breaker.acquire().ignore();
			Permit stream = ListenersTests.this.breaker.acquire();
			ListenersTests.this.test.time.advanceNanos(7);
			stream.enough();
			ListenersTests.this.test.fail();
			ListenersTests.this.breaker.tryAcquire();

			assertThat(this.heard).containsExactly("test SUCCESS 5", "test CANCELLED 0", "test IGNORED 0",
					"test SUCCESS 7", "test FAILURE 0", "test REJECTED 0");
		}

		@Test
		void areToldToListenersOfTheRegistry() {
			ListenersTests.this.test.registry.addListener(new Ear(true));

			ListenersTests.this.test.succeed();

			assertThat(this.heard).containsExactly("test SUCCESS 0");
		}

		@Test
		void areNotToldToWhomDoesNotWantToHearThem() {
			ListenersTests.this.breaker.addListener(new Ear(false));
			ListenersTests.this.test.registry.addListener(new Ear(false));

			ListenersTests.this.test.succeed();
			BreakerStates.open(ListenersTests.this.breaker);
			ListenersTests.this.breaker.tryAcquire();

			assertThat(this.heard).isEmpty();
		}

		@Test
		void areNotToldAfterTheListenerLeft() {
			Ear ear = new Ear(true);
			ListenersTests.this.breaker.addListener(ear);
			ListenersTests.this.breaker.removeListener(ear);

			ListenersTests.this.test.succeed();

			assertThat(this.heard).isEmpty();
		}

	}

	@Nested
	class Rejections {

		private final List<String> heard = new ArrayList<>();

		private class Ear implements BreakerListener {

			private final boolean hearsRejections;

			Ear(boolean hearsRejections) {
				this.hearsRejections = hearsRejections;
			}

			@Override
			public void onCall(String breaker, Outcome outcome, long nanos) {
				Rejections.this.heard.add("call " + outcome);
			}

			@Override
			public void onRejection(String breaker, Outcome outcome) {
				Rejections.this.heard.add(breaker + " " + outcome);
			}

			@Override
			public void onFallback(String breaker, boolean succeeded) {
				Rejections.this.heard.add(breaker + " " + succeeded);
			}

			@Override
			public boolean hearsRejections() {
				return this.hearsRejections;
			}

		}

		@Test
		void areToldToWhomWantsToHearThemButCallsAreNot() {
			ListenersTests.this.breaker.addListener(new Ear(true));
			ListenersTests.this.breaker.addListener(new Ear(false));

			ListenersTests.this.test.succeed();
			ListenersTests.this.test.fail();
			ListenersTests.this.breaker.tryAcquire();
			ListenersTests.this.breaker.overrideMode(BreakerMode.OBSERVE, TEST);
			ListenersTests.this.test.succeed();

			assertThat(this.heard).containsExactly("test REJECTED", "test WOULD_REJECT");
		}

		@Test
		void areToldToListenersOfTheRegistry() {
			ListenersTests.this.test.registry.addListener(new Ear(true));
			BreakerStates.open(ListenersTests.this.breaker);

			ListenersTests.this.breaker.call(() -> "stock", (failure) -> "unknown");

			assertThat(this.heard).containsExactly("test REJECTED", "test true");
		}

		@Test
		void areToldWithTheFallbacksThatFail() {
			ListenersTests.this.breaker.addListener(new Ear(true));
			BreakerStates.open(ListenersTests.this.breaker);

			assertThatExceptionOfType(IllegalStateException.class)
				.isThrownBy(() -> ListenersTests.this.breaker.call(() -> "stock", (failure) -> {
					throw new IllegalStateException();
				}));

			assertThat(this.heard).containsExactly("test REJECTED", "test false");
		}

		@Test
		void areNotToldToWhomDoesNotWantToHearThem() {
			ListenersTests.this.breaker.addListener(new Ear(false));
			BreakerStates.open(ListenersTests.this.breaker);

			ListenersTests.this.breaker.call(() -> "stock", (failure) -> "unknown");

			assertThat(this.heard).isEmpty();
		}

		// INV-36
		@Test
		void doNotBreakOnAListenerThatThrows() {
			ListenersTests.this.breaker.addListener(new Ear(true) {
				@Override
				public void onRejection(String breaker, Outcome outcome) {
					throw new IllegalStateException("bad listener");
				}

				@Override
				public void onFallback(String breaker, boolean succeeded) {
					throw new IllegalStateException("bad listener");
				}
			});
			BreakerStates.open(ListenersTests.this.breaker);

			String answer = ListenersTests.this.breaker.call(() -> "stock", (failure) -> "unknown");

			assertThat(answer).isEqualTo("unknown");
			assertThat(ListenersTests.this.log).hasSize(1);
		}

	}

}
