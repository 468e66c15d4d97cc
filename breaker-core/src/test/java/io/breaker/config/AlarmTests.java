package io.breaker.config;

import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * An alarm on a scheduler of the user goes off once, and a cancelled one never.
 */
// INV-52
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class AlarmTests {

	private final ScheduledThreadPoolExecutor scheduler = new ScheduledThreadPoolExecutor(1, (task) -> {
		Thread thread = new Thread(task, "alarm");
		thread.setDaemon(true);
		return thread;
	});

	@AfterEach
	void stop() {
		this.scheduler.shutdownNow();
	}

	@Test
	void goesOffOnAThreadOfTheScheduler() throws InterruptedException {
		CountDownLatch off = new CountDownLatch(1);
		String[] thread = new String[1];

		Alarm.of(this.scheduler).after(Duration.ofMillis(1), () -> {
			thread[0] = Thread.currentThread().getName();
			off.countDown();
		});

		assertThat(off.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(thread[0]).isEqualTo("alarm");
	}

	@Test
	void isSetForTheDelay() {
		Alarm.of(this.scheduler).after(Duration.ofHours(5), () -> {
		});

		assertThat(((java.util.concurrent.Delayed) this.scheduler.getQueue().element()).getDelay(TimeUnit.MINUTES))
			.isBetween(290L, 300L);
	}

	@Test
	void cancelledAlarmDoesNotGoOff() {
		Runnable cancel = Alarm.of(this.scheduler).after(Duration.ofHours(5), () -> {
		});

		cancel.run();

		assertThat(((Future<?>) this.scheduler.getQueue().element()).isCancelled()).isTrue();
	}

	@Test
	void cancelAfterwardsDoesNothing() throws InterruptedException {
		CountDownLatch off = new CountDownLatch(1);
		Runnable cancel = Alarm.of(this.scheduler).after(Duration.ZERO, off::countDown);
		assertThat(off.await(10, TimeUnit.SECONDS)).isTrue();

		cancel.run();
		cancel.run();

		assertThat(off.getCount()).isZero();
	}

	@Test
	void cancelledAlarmHoldsNothingThoughTheSchedulerKeepsIt() {
		Object breaker = new Object();
		WeakReference<Object> reference = new WeakReference<>(breaker);
		Runnable cancel = Alarm.of(this.scheduler).after(Duration.ofDays(1), breaker::hashCode);

		cancel.run();
		breaker = null;

		for (int i = 0; i < 100 && reference.get() != null; i++) {
			System.gc();
		}
		assertThat(reference.get()).isNull();
		assertThat(this.scheduler.getQueue()).hasSize(1);
	}

	@Test
	void noAlarmNeverGoesOff() {
		int[] off = new int[1];

		Runnable cancel = Alarm.none().after(Duration.ZERO, () -> off[0]++);
		cancel.run();

		assertThat(off[0]).isZero();
	}

}
