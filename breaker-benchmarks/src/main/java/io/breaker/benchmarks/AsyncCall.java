package io.breaker.benchmarks;

import java.util.concurrent.Future;
import java.util.function.Supplier;

import org.openjdk.jmh.annotations.Param;

/**
 * An asynchronous call whose answer is there at once: it passes and is counted, and its
 * future is complete.
 */
public class AsyncCall extends CallPath {

	/**
	 * What is measured.
	 */
	@Param
	public Subject subject;

	@Override
	Contender contender() {
		return this.subject.contender.get();
	}

	@Override
	boolean isExpected(Object result) throws Exception {
		return result instanceof Future<?> future && future.isDone() && future.get() == Callee.answer();
	}

	/**
	 * Who lets the call through.
	 */
	public enum Subject {

		/** The default rule. */
		BREAKER(() -> BreakerCalls.async(BreakerCalls::defaults)),
		/** The last 100 calls, and calls above two seconds are slow. */
		BREAKER_COUNT_WINDOW_SLOW_CALL(() -> BreakerCalls.async((settings) -> {
			BreakerCalls.countWindow(settings);
			BreakerCalls.slowCall(settings);
		})),
		/** No breaker: a look at how the future ended. */
		WHEN_COMPLETE(LimitCalls::whenComplete),
		/** The last 100 calls, under a lock. */
		RESILIENCE4J_COUNT_WINDOW(Resilience4jCalls::async),
		/** The last 100 calls; handed to another thread and awaited. */
		FAILSAFE_EXECUTOR(FailsafeCalls::async),
		/** The last 100 calls, under a lock; on the thread of the caller. */
		SMALLRYE(SmallRyeCalls::async),
		/** An entry that ends when the future completes. */
		SENTINEL(SentinelCalls::async),
		/** An observable, read as a future. */
		HYSTRIX(HystrixCalls::async);

		private final Supplier<Contender> contender;

		Subject(Supplier<Contender> contender) {
			this.contender = contender;
		}

	}

}
