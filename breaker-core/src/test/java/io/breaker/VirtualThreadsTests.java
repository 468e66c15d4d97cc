package io.breaker;

import java.lang.reflect.Method;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.Window;
import io.breaker.event.BreakerListener;
import io.breaker.event.CallTotals;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Virtual threads: as many calls as there are may wait in their bodies, none of them
 * holds its carrier, and all of them are counted.
 */
// INV-55
@Timeout(120)
class VirtualThreadsTests {

	private static final int THREADS = 100_000;

	@TempDir
	Path directory;

	@BeforeEach
	void needVirtualThreads() {
		assumeThat(Runtime.version().feature()).as("virtual threads need JDK 21").isGreaterThanOrEqualTo(21);
	}

	private static ExecutorService virtualThreads() throws ReflectiveOperationException {
		Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
		return (ExecutorService) factory.invoke(null);
	}

	/**
	 * Does something on a virtual thread, and tells where virtual threads were pinned
	 * meanwhile.
	 */
	private List<RecordedEvent> pinned(Work work) throws Exception {
		Path file = this.directory.resolve("pinned.jfr");
		try (Recording recording = new Recording()) {
			recording.enable("jdk.VirtualThreadPinned").withThreshold(Duration.ZERO).withStackTrace();
			recording.start();
			work.run();
			recording.stop();
			recording.dump(file);
		}
		return RecordingFile.readAllEvents(file)
			.stream()
			.filter((event) -> event.getEventType().getName().equals("jdk.VirtualThreadPinned"))
			.filter(VirtualThreadsTests::isOurs)
			.toList();
	}

	/**
	 * Tells whether what we do pinned the thread. Loading a class pins whoever does it,
	 * and just compiled code loads one that no call has needed yet.
	 */
	private static boolean isOurs(RecordedEvent event) {
		List<String> methods = event.getStackTrace()
			.getFrames()
			.stream()
			.map((frame) -> frame.getMethod())
			.map((method) -> method.getType().getName() + "." + method.getName())
			.toList();
		return methods.stream().anyMatch((method) -> method.startsWith("io.breaker."))
				&& !methods.contains("java.lang.ClassLoader.loadClass");
	}

	@Test
	void hundredThousandCallsWaitAtOnceAndNonePinsItsCarrier() throws Exception {
		run(breaker(), 100);
		Breaker breaker = breaker();

		List<RecordedEvent> pinned = pinned(() -> run(breaker, THREADS));

		CallTotals totals = breaker.totals();
		assertThat(pinned).isEmpty();
		assertThat(totals.attempts()).isEqualTo(THREADS);
		assertThat(totals.success()).isEqualTo(THREADS - THREADS / 10);
		assertThat(totals.failure()).isEqualTo(THREADS / 10);
	}

	private static Breaker breaker() {
		return BreakerRegistry.builder()
			.configuration(BreakerConfiguration.builder()
				.defaults((s) -> s.window(Window.ofTime(Duration.ofSeconds(10)))
					.failureRate(100)
					.slowCall(Duration.ofMinutes(10)))
				.build())
			.listener(new BreakerListener() {
				@Override
				public boolean hearsCalls() {
					return true;
				}
			})
			.build()
			.breaker("virtual");
	}

	/**
	 * Makes calls that are all inside at once, and of which every tenth fails.
	 */
	private static void run(Breaker breaker, int threads) throws Exception {
		CountDownLatch inside = new CountDownLatch(threads);
		CountDownLatch release = new CountDownLatch(1);
		LongAdder succeeded = new LongAdder();
		LongAdder failed = new LongAdder();
		ExecutorService callers = virtualThreads();
		for (int i = 0; i < threads; i++) {
			boolean fails = i % 10 == 0;
			callers.execute(() -> call(breaker, fails, inside, release, succeeded, failed));
		}
		assertThat(inside.await(60, TimeUnit.SECONDS)).as("all inside at once").isTrue();
		release.countDown();
		callers.shutdown();
		assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).as("all ended").isTrue();
		assertThat(breaker.totals().success()).as("succeeded").isEqualTo(succeeded.sum());
		assertThat(breaker.totals().failure()).as("failed").isEqualTo(failed.sum());
	}

	private static void call(Breaker breaker, boolean fails, CountDownLatch inside, CountDownLatch release,
			LongAdder succeeded, LongAdder failed) {
		try {
			breaker.run(() -> {
				inside.countDown();
				release.await();
				if (fails) {
					throw new Failure();
				}
			});
			succeeded.increment();
		}
		catch (Failure ex) {
			failed.increment();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void recordingSeesAThreadThatIsPinned() throws Exception {
		List<RecordedEvent> pinned = pinned(() -> {
			ExecutorService callers = virtualThreads();
			callers.execute(Pinning::touch);
			Thread inside = Gate.INSIDE.get(60, TimeUnit.SECONDS);
			// Whoever is released before it waits is never pinned.
			while (inside.getState() != Thread.State.WAITING && !Thread.currentThread().isInterrupted()) {
				Thread.onSpinWait();
			}
			Gate.RELEASE.countDown();
			callers.shutdown();
			assertThat(callers.awaitTermination(60, TimeUnit.SECONDS)).isTrue();
		});

		assertThat(pinned).isNotEmpty();
	}

	/**
	 * Something to do.
	 */
	private interface Work {

		void run() throws Exception;

	}

	/**
	 * Where a class initializer waits.
	 */
	private static final class Gate {

		private static final CompletableFuture<Thread> INSIDE = new CompletableFuture<>();

		private static final CountDownLatch RELEASE = new CountDownLatch(1);

	}

	/**
	 * Its initializer waits. The virtual machine calls it through a native frame, which
	 * pins the thread on every JDK.
	 */
	private static final class Pinning {

		static {
			Gate.INSIDE.complete(Thread.currentThread());
			try {
				Gate.RELEASE.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

		static void touch() {
		}

	}

	/**
	 * What a callee throws.
	 */
	private static final class Failure extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Failure() {
			super("broken", null, false, false);
		}

	}

}
