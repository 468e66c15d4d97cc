package io.breaker.benchmarks;

import java.util.concurrent.Callable;

import com.netflix.hystrix.HystrixCircuitBreaker;
import com.netflix.hystrix.HystrixCommand;
import com.netflix.hystrix.HystrixCommandGroupKey;
import com.netflix.hystrix.HystrixCommandKey;
import com.netflix.hystrix.HystrixCommandProperties;
import com.netflix.hystrix.HystrixCommandProperties.ExecutionIsolationStrategy;
import com.netflix.hystrix.HystrixObservableCommand;
import com.netflix.hystrix.exception.HystrixRuntimeException;
import rx.Observable;

/**
 * Calls through Hystrix.
 */
final class HystrixCalls {

	/*
	 * Fair to Hystrix: the calling thread makes the call, under a semaphore that is never
	 * short, without a time-out, a request cache and a request log, all of which cost and
	 * are its defaults. Its settings are made once; a command for each call is its way of
	 * being used. It opens by counts that it updates twice a second, so the open one is
	 * held open by its property.
	 */

	private static final HystrixCommandGroupKey GROUP = HystrixCommandGroupKey.Factory.asKey("benchmarks");

	private static final HystrixCommandKey KEY = HystrixCommandKey.Factory.asKey("benchmark");

	private HystrixCalls() {
	}

	static Contender closed() {
		HystrixCommand.Setter setter = setter(false);
		return new Contender(() -> new Command(setter, Callee::answer).execute(), () -> isAllowing(true));
	}

	static Contender rejected() {
		HystrixCommand.Setter setter = setter(true);
		return new Contender(() -> {
			try {
				return new Command(setter, Callee::forbidden).execute();
			}
			catch (HystrixRuntimeException ex) {
				return ex;
			}
		}, () -> isAllowing(false));
	}

	static Contender rejectedWithFallback() {
		HystrixCommand.Setter setter = setter(true);
		return new Contender(() -> new CommandWithFallback(setter, Callee::forbidden).execute(),
				() -> isAllowing(false));
	}

	static Contender failing() {
		HystrixCommand.Setter setter = setter(false);
		return new Contender(() -> {
			try {
				return new Command(setter, Callee::answerOrFail).execute();
			}
			catch (HystrixRuntimeException ex) {
				return ex.getCause();
			}
		}, () -> isAllowing(true));
	}

	static Contender async() {
		HystrixObservableCommand.Setter setter = HystrixObservableCommand.Setter.withGroupKey(GROUP)
			.andCommandKey(KEY)
			.andCommandPropertiesDefaults(properties(false));
		return new Contender(() -> new AsyncCommand(setter).observe().toBlocking().toFuture(), () -> isAllowing(true));
	}

	private static boolean isAllowing(boolean expected) {
		return HystrixCircuitBreaker.Factory.getInstance(KEY).allowRequest() == expected;
	}

	private static HystrixCommand.Setter setter(boolean open) {
		return HystrixCommand.Setter.withGroupKey(GROUP)
			.andCommandKey(KEY)
			.andCommandPropertiesDefaults(properties(open));
	}

	private static HystrixCommandProperties.Setter properties(boolean open) {
		return HystrixCommandProperties.Setter()
			.withExecutionIsolationStrategy(ExecutionIsolationStrategy.SEMAPHORE)
			.withExecutionIsolationSemaphoreMaxConcurrentRequests(1000)
			.withFallbackIsolationSemaphoreMaxConcurrentRequests(1000)
			.withExecutionTimeoutEnabled(false)
			.withRequestCacheEnabled(false)
			.withRequestLogEnabled(false)
			.withCircuitBreakerRequestVolumeThreshold(100)
			.withCircuitBreakerForceOpen(open);
	}

	/**
	 * A call without a fallback.
	 */
	private static class Command extends HystrixCommand<Object> {

		private final Callable<Object> call;

		Command(Setter setter, Callable<Object> call) {
			super(setter);
			this.call = call;
		}

		@Override
		protected Object run() throws Exception {
			return this.call.call();
		}

	}

	/**
	 * A call with a fallback.
	 */
	private static final class CommandWithFallback extends Command {

		CommandWithFallback(Setter setter, Callable<Object> call) {
			super(setter, call);
		}

		@Override
		protected Object getFallback() {
			return Callee.answer();
		}

	}

	/**
	 * A call whose answer comes later, or is there already.
	 */
	private static final class AsyncCommand extends HystrixObservableCommand<Object> {

		AsyncCommand(Setter setter) {
			super(setter);
		}

		@Override
		protected Observable<Object> construct() {
			return Observable.just(Callee.answerAsync().join());
		}

	}

}
