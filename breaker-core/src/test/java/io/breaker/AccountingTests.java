package io.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.Intervention;
import io.breaker.config.SettingsBuilder;
import io.breaker.config.Window;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.CallTotals;
import io.breaker.event.Evidence;
import io.breaker.event.Outcome;
import io.breaker.event.StateChanged;
import io.breaker.event.WindowCounts;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What callers experienced, what the breaker counted and what listeners heard is the same
 * to the last call, while real threads, real time and short waits drive the breaker
 * through all of its states. A reader looks on and finds nothing that cannot be.
 */
// INV-39, INV-40
@Timeout(120)
class AccountingTests {

	private static final int THREADS = 16;

	private static final int WINDOW = 64;

	@Test
	void nothingIsLostOfManyCallsJudgedByTheEvidence() throws Exception {
		account(100_000, (s) -> s.evidence(20).evidenceTime(Duration.ZERO));
	}

	@Test
	void nothingIsLostOfManyCallsJudgedByAWindowOfCalls() throws Exception {
		account(100_000, (s) -> s.window(Window.ofCalls(WINDOW)).slowCall(Duration.ofNanos(20_000)));
	}

	@Test
	void nothingIsLostOfManyCallsJudgedByAWindowOfTime() throws Exception {
		account(100_000,
				(s) -> s.window(Window.ofTime(Duration.ofSeconds(1)))
					.failureRate(20)
					.minimumCalls(1)
					.slowCall(Duration.ofNanos(20_000)));
	}

	@Tag("slow")
	@Test
	void nothingIsLostOfTwentyMillionCalls() throws Exception {
		account(20_000_000, (s) -> s.window(Window.ofCalls(WINDOW)));
	}

	@Test
	void timeNotClosedDoesNotGoBackForWhoReadTheClockEarlier() {
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1));
		Machine machine = ((DefaultBreaker) test.breaker).machine();
		test.fail();
		long seen = machine.totals.notClosed(machine.present(), test.time.nanoTime() + 1_000);

		test.breaker.reset(Intervention.by("test"));

		assertThat(test.breaker.snapshot().notClosed().toNanos()).isEqualTo(seen).isEqualTo(1_000);
	}

	private static void account(int calls, Consumer<SettingsBuilder> rules) throws Exception {
		Ear ear = new Ear();
		Breaker breaker = breaker(rules, ear);
		long pause = (calls > 1_000_000) ? 1_000 : 0;
		CountDownLatch over = new CountDownLatch(1);
		FutureTask<Long> reader = start(() -> new Reader(breaker).readUntil(over, pause));
		CountDownLatch go = new CountDownLatch(1);
		List<FutureTask<Tally>> callers = new ArrayList<>();
		for (int i = 0; i < THREADS; i++) {
			Caller caller = new Caller(breaker, calls / THREADS, i);
			callers.add(start(() -> {
				go.await();
				return caller.call();
			}));
		}

		go.countDown();
		Tally sum = new Tally();
		for (FutureTask<Tally> caller : callers) {
			sum.add(get(caller));
		}
		over.countDown();
		long read = get(reader);

		CallTotals totals = breaker.totals();
		assertThat(sum.attempts()).isEqualTo(calls);
		assertThat(totals.attempts()).as("attempts").isEqualTo(calls);
		assertThat(totals.success() + totals.slowSuccess()).as("succeeded").isEqualTo(sum.succeeded);
		assertThat(totals.failure() + totals.slowFailure()).as("failed").isEqualTo(sum.failed);
		assertThat(totals.ignored()).as("ignored").isEqualTo(sum.ignored);
		assertThat(totals.cancelled()).as("cancelled").isEqualTo(sum.cancelled);
		assertThat(totals.rejected()).as("rejected").isEqualTo(sum.rejected);
		for (Outcome outcome : Outcome.values()) {
			assertThat(ear.calls.get(outcome).sum()).as("heard %s", outcome).isEqualTo(totals.of(outcome));
		}
		for (BreakerState from : BreakerState.values()) {
			for (BreakerState to : BreakerState.values()) {
				assertThat(breaker.transitions(from, to)).as("moves from %s to %s", from, to)
					.isEqualTo(ear.moves.getOrDefault(from + " " + to, 0L));
			}
		}
		assertThat(ear.moves).as("moves").doesNotContainKeys("out of order", "impossible");
		assertThat(List.of(sum.succeeded, sum.failed, sum.ignored, sum.cancelled, sum.rejected)).as("all ways to end")
			.allSatisfy((count) -> assertThat(count).isPositive());
		assertThat(breaker.snapshot().openings()).as("openings").isPositive();
		assertThat(read).as("snapshots read meanwhile").isPositive();
	}

	private static Breaker breaker(Consumer<SettingsBuilder> rules, BreakerListener listener) {
		Consumer<SettingsBuilder> waits = (s) -> s.openFor(Duration.ofMillis(1))
			.openForMax(Duration.ofMillis(2))
			.trialCalls(4)
			.recoveryRate(50)
			.ramp(Duration.ofMillis(1))
			.rampMax(Duration.ofMillis(2))
			.ignore(Ignored.class);
		return BreakerRegistry.builder()
			.configuration(BreakerConfiguration.builder().defaults(waits.andThen(rules)).build())
			.listener(listener)
			.build()
			.breaker("accounting");
	}

	private static <T> FutureTask<T> start(Callable<T> work) {
		FutureTask<T> task = new FutureTask<>(work);
		Thread thread = new Thread(task);
		thread.setDaemon(true);
		thread.start();
		return task;
	}

	private static <T> T get(FutureTask<T> task) throws Exception {
		try {
			return task.get(100, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new AssertionError(ex.getCause().getMessage(), ex.getCause());
		}
	}

	/**
	 * Hears everything.
	 */
	private static final class Ear implements BreakerListener {

		private final Map<Outcome, LongAdder> calls = new EnumMap<>(Outcome.class);

		private final Map<String, Long> moves = new HashMap<>();

		private BreakerState last = BreakerState.CLOSED;

		Ear() {
			for (Outcome outcome : Outcome.values()) {
				this.calls.put(outcome, new LongAdder());
			}
		}

		@Override
		public void onEvent(BreakerEvent event) {
			if (event instanceof StateChanged moved) {
				this.moves.merge(moved.from() + " " + moved.to(), 1L, Long::sum);
				this.moves.merge((moved.from() == this.last) ? "in order" : "out of order", 1L, Long::sum);
				this.last = moved.to();
				Evidence evidence = moved.evidence();
				this.moves.merge((evidence.bad() <= evidence.calls()) ? "possible" : "impossible", 1L, Long::sum);
			}
		}

		@Override
		public void onCall(String breaker, Outcome outcome, long nanos) {
			this.calls.get(outcome).increment();
		}

		@Override
		public boolean hearsCalls() {
			return true;
		}

	}

	/**
	 * How calls ended as their callers saw it.
	 */
	private static final class Tally {

		private long succeeded;

		private long failed;

		private long ignored;

		private long cancelled;

		private long rejected;

		void add(Tally other) {
			this.succeeded += other.succeeded;
			this.failed += other.failed;
			this.ignored += other.ignored;
			this.cancelled += other.cancelled;
			this.rejected += other.rejected;
		}

		long attempts() {
			return this.succeeded + this.failed + this.ignored + this.cancelled + this.rejected;
		}

	}

	/**
	 * Makes calls of all styles whose callee is well and ill by turns.
	 */
	private static final class Caller {

		private static final Broken BROKEN = new Broken();

		private static final Ignored IGNORED = new Ignored();

		private static final InterruptedException INTERRUPTED = new InterruptedException();

		private final Tally tally = new Tally();

		private final SplittableRandom random;

		private final Breaker breaker;

		private final int calls;

		Caller(Breaker breaker, int calls, long seed) {
			this.breaker = breaker;
			this.calls = calls;
			this.random = new SplittableRandom(seed);
		}

		Tally call() throws Exception {
			for (int i = 0; i < this.calls; i++) {
				boolean ill = (i >> 9) % 2 == 1;
				int die = this.random.nextInt(1_000);
				boolean fails = die < (ill ? 700 : 20);
				if (die >= 980) {
					unusual(die);
				}
				else if (die >= 960) {
					asynchronous(fails);
				}
				else {
					synchronous(fails);
				}
			}
			return this.tally;
		}

		private void synchronous(boolean fails) {
			try {
				this.breaker.run(() -> {
					if (fails) {
						throw BROKEN;
					}
				});
				this.tally.succeeded++;
			}
			catch (Broken ex) {
				this.tally.failed++;
			}
			catch (CallRejectedException ex) {
				this.tally.rejected++;
			}
		}

		private void asynchronous(boolean fails) {
			CompletableFuture<String> call = this.breaker.callAsync(
					() -> fails ? CompletableFuture.failedFuture(BROKEN) : CompletableFuture.completedFuture("ok"));
			call.whenComplete((result, failure) -> {
				this.tally.rejected += (failure instanceof CallRejectedException) ? 1 : 0;
				this.tally.failed += (failure == BROKEN) ? 1 : 0;
				this.tally.succeeded += (failure == null) ? 1 : 0;
			});
		}

		private void unusual(int die) throws Exception {
			try {
				switch (die % 4) {
					case 0 -> this.tally.ignored += this.breaker.acquire().ignore() ? 1 : 0;
					case 1 -> this.tally.cancelled += this.breaker.acquire().cancel() ? 1 : 0;
					case 2 -> thrown(IGNORED);
					default -> thrown(INTERRUPTED);
				}
			}
			catch (CallRejectedException ex) {
				this.tally.rejected++;
			}
		}

		private void thrown(Exception failure) throws Exception {
			try {
				this.breaker.run(() -> {
					throw failure;
				});
			}
			catch (Ignored ex) {
				this.tally.ignored++;
			}
			catch (InterruptedException ex) {
				this.tally.cancelled++;
			}
		}

	}

	/**
	 * Looks on, and holds each snapshot against itself and against the one before.
	 */
	private static final class Reader {

		private final Breaker breaker;

		Reader(Breaker breaker) {
			this.breaker = breaker;
		}

		long readUntil(CountDownLatch over, long pause) throws InterruptedException {
			BreakerSnapshot before = this.breaker.snapshot();
			long read = 0;
			do {
				BreakerSnapshot after = this.breaker.snapshot();
				check(after);
				compare(before, after);
				before = after;
				read++;
			}
			while (!over.await(pause, TimeUnit.MICROSECONDS));
			return read;
		}

		private static void check(BreakerSnapshot snapshot) {
			boolean closed = snapshot.state() == BreakerState.CLOSED;
			expect(closed || snapshot.openings() >= 1, "not closed without an opening", snapshot);
			expect(closed == (snapshot.openedBy() == null), "opened by something if not closed", snapshot);
			expect(snapshot.evidence() >= 0 && snapshot.evidence() <= 1, "evidence from 0 to 1", snapshot);
			WindowCounts window = snapshot.window();
			if (window != null) {
				expect(window.failures() >= 0 && window.failures() <= window.calls(), "failures among calls", snapshot);
				expect(window.slow() >= 0 && window.slow() <= window.calls(), "slow calls among calls", snapshot);
			}
			Double rate = snapshot.failureRate();
			expect(rate == null || rate >= 0 && rate <= 100, "rate from 0 to 100", snapshot);
			Duration wait = snapshot.retryAfter();
			expect(wait == null || !wait.isNegative(), "no wait below nothing", snapshot);
		}

		private static void compare(BreakerSnapshot before, BreakerSnapshot after) {
			for (Outcome outcome : Outcome.values()) {
				expect(before.totals().of(outcome) <= after.totals().of(outcome), outcome + " never goes down", after);
			}
			expect(before.totals().attempts() <= after.totals().attempts(), "attempts never go down", after);
			expect(before.openings() <= after.openings(), "openings never go down", after);
			expect(before.notClosed().compareTo(after.notClosed()) <= 0,
					"time not closed never goes down from " + before, after);
		}

		private static void expect(boolean met, String expectation, BreakerSnapshot snapshot) {
			if (!met) {
				throw new AssertionError("Expecting " + expectation + " but was " + snapshot);
			}
		}

	}

	/**
	 * What an ill callee throws.
	 */
	private static final class Broken extends Exception {

		private static final long serialVersionUID = 1L;

		Broken() {
			super("broken", null, false, false);
		}

	}

	/**
	 * What says nothing about the callee.
	 */
	private static final class Ignored extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Ignored() {
			super("ignored", null, false, false);
		}

	}

}
