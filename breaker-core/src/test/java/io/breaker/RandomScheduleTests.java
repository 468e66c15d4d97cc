package io.breaker;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random schedules of everything that can happen to a breaker, in any order and at every
 * edge of time, each held step by step against a naive twin of the whole machine. A seed
 * that fails is told with all its steps; {@link RandomSchedule#play} plays it again.
 */
// INV-01, INV-02, INV-04, INV-05, INV-07, INV-08, INV-10, INV-12, INV-14, INV-15, INV-18,
// INV-19, INV-21, INV-30, INV-32, INV-33, INV-36, INV-39, INV-40
class RandomScheduleTests {

	private static final int THREADS = 2;

	private final Logger logger = Logger.getLogger("io.breaker");

	private @Nullable Level level;

	/**
	 * Functions that fail on purpose would fill the log.
	 */
	@BeforeEach
	void silence() {
		this.level = this.logger.getLevel();
		this.logger.setLevel(Level.OFF);
	}

	@AfterEach
	void speak() {
		this.logger.setLevel(this.level);
	}

	@Test
	@Timeout(60)
	void agreesWithItsTwinOnFixedSchedules() {
		for (long seed = 0; seed < 5_000; seed++) {
			RandomSchedule.play(seed);
		}
	}

	@Test
	@Tag("soak")
	@Timeout(value = 60, unit = TimeUnit.MINUTES)
	void agreesWithItsTwinOnManySchedules() throws InterruptedException {
		long schedules = Integer.getInteger("random.schedules", 1_000_000);
		AtomicLong next = new AtomicLong();
		AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
		List<Thread> players = IntStream.range(0, THREADS)
			.mapToObj((number) -> new Thread(() -> play(next, schedules, failure), "schedules-" + number))
			.toList();

		players.forEach(Thread::start);
		for (Thread player : players) {
			player.join();
		}

		assertThat(failure.get()).isNull();
	}

	private static void play(AtomicLong next, long schedules, AtomicReference<@Nullable Throwable> failure) {
		for (long seed = next.getAndIncrement(); seed < schedules
				&& failure.get() == null; seed = next.getAndIncrement()) {
			try {
				RandomSchedule.play(1_000_000_000L + seed);
			}
			catch (Throwable ex) {
				failure.compareAndSet(null, ex);
			}
		}
	}

}
