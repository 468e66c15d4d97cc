package io.breaker.test;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import io.breaker.GuardedCall;
import org.jspecify.annotations.Nullable;

/**
 * Puts faults between a breaker and what it guards: failures, delays, and calls that
 * hang. Healthy until told otherwise. Safe for use by many threads.
 *
 * <pre>{@code
 * Faults faults = new Faults(time);
 * faults.fail(IOException::new);
 * breaker.call(faults.around(() -> client.stock(sku)));
 * }</pre>
 *
 * @since 0.1.0
 */
public final class Faults {

	private final ManualTime time;

	private volatile Fault fault = new Fault(null, Duration.ZERO, null);

	/**
	 * Creates faults.
	 * @param time the time that passes when a call is delayed
	 */
	public Faults(ManualTime time) {
		this.time = time;
	}

	/**
	 * Lets every call fail from now on.
	 * @param failure makes what the calls throw
	 */
	public void fail(Supplier<? extends Exception> failure) {
		change(new Fault(failure, this.fault.delay, null));
	}

	/**
	 * Lets every call take some time from now on.
	 * @param delay how long
	 */
	public void delay(Duration delay) {
		change(new Fault(this.fault.failure, delay, null));
	}

	/**
	 * Lets every call hang from now on until the faults change. A call that hangs goes on
	 * then; an interrupted one ends at once.
	 */
	public void hang() {
		change(new Fault(null, Duration.ZERO, new Hang()));
	}

	/**
	 * Lets every call through from now on.
	 */
	public void heal() {
		change(new Fault(null, Duration.ZERO, null));
	}

	private void change(Fault next) {
		Fault before = this.fault;
		this.fault = next;
		if (before.hang != null) {
			before.hang.release();
		}
	}

	/**
	 * Puts the faults around a call.
	 * @param <T> the type of the result
	 * @param call the call
	 * @return the call with faults
	 */
	public <T extends @Nullable Object> GuardedCall<T, Exception> around(GuardedCall<T, ? extends Exception> call) {
		return () -> {
			Fault present = this.fault;
			if (present.hang != null) {
				present.hang.latch.await();
			}
			this.time.advance(present.delay);
			if (present.failure != null) {
				throw present.failure.get();
			}
			return call.call();
		};
	}

	/**
	 * Puts the faults around an asynchronous call. It hangs without blocking a thread.
	 * @param <T> the type of the result
	 * @param call starts the call
	 * @return the call with faults
	 */
	public <T extends @Nullable Object> Supplier<CompletionStage<T>> aroundAsync(
			Supplier<? extends CompletionStage<T>> call) {
		return () -> {
			Fault present = this.fault;
			if (present.hang != null) {
				return present.hang.done.thenCompose((nothing) -> call.get());
			}
			this.time.advance(present.delay);
			return (present.failure != null) ? CompletableFuture.failedFuture(present.failure.get()) : call.get();
		};
	}

	/**
	 * What is wrong.
	 */
	private record Fault(@Nullable Supplier<? extends Exception> failure, Duration delay, @Nullable Hang hang) {
	}

	/**
	 * What hanging calls wait for.
	 */
	private static final class Hang {

		private final CountDownLatch latch = new CountDownLatch(1);

		private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

		void release() {
			this.latch.countDown();
			this.done.complete(null);
		}

	}

}
