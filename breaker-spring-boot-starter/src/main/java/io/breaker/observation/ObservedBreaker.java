package io.breaker.observation;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;

import io.breaker.Breaker;
import io.breaker.GuardedAction;
import io.breaker.GuardedCall;
import io.breaker.Permit;
import io.breaker.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A breaker whose calls are observed, whatever their style.
 */
final class ObservedBreaker extends ForwardingBreaker {

	private final ObservedBreakers observations;

	ObservedBreaker(Breaker breaker, ObservedBreakers observations) {
		super(breaker);
		this.observations = observations;
	}

	private ObservedCall start() {
		return this.observations.start(this.breaker);
	}

	@Override
	public <T extends @Nullable Object, X extends Throwable> T call(GuardedCall<T, X> call) throws X {
		ObservedCall observed = start();
		T result;
		try {
			result = this.breaker.call(call);
		}
		catch (Throwable ex) {
			observed.threw(ex);
			throw ex;
		}
		observed.returned(result);
		return result;
	}

	/**
	 * The observation ends before the fallback is asked.
	 */
	@Override
	public <T extends @Nullable Object, X extends Throwable> T call(GuardedCall<T, X> call,
			Function<? super Exception, ? extends T> fallback) throws X {
		ObservedCall observed = start();
		return this.breaker.call(() -> within(observed, call), (failure) -> {
			observed.threw(failure);
			return fallback.apply(failure);
		});
	}

	private static <T extends @Nullable Object, X extends Throwable> T within(ObservedCall observed,
			GuardedCall<T, X> call) throws X {
		T result;
		try {
			result = call.call();
		}
		catch (Throwable ex) {
			observed.threw(ex);
			throw ex;
		}
		observed.returned(result);
		return result;
	}

	@Override
	public <X extends Throwable> void run(GuardedAction<X> action) throws X {
		this.<@Nullable Void, X>call(() -> {
			action.run();
			return null;
		});
	}

	@Override
	public <T extends @Nullable Object> T get(Supplier<T> supplier) {
		return this.<T, RuntimeException>call(supplier::get);
	}

	@Override
	@SuppressWarnings("FutureReturnValueIgnored")
	public <T extends @Nullable Object> CompletableFuture<T> callAsync(
			Supplier<? extends @Nullable CompletionStage<T>> supplier) {
		ObservedCall observed = start();
		CompletableFuture<T> future = this.breaker.callAsync(supplier);
		observed.leave();
		future.whenComplete((result, failure) -> {
			if (failure != null) {
				observed.threw(failure);
			}
			else {
				observed.returned(result);
			}
		});
		return future;
	}

	@Override
	public Permit acquire() {
		ObservedCall observed = start();
		Permit permit;
		try {
			permit = this.breaker.acquire();
		}
		catch (Throwable ex) {
			observed.threw(ex);
			throw ex;
		}
		observed.leave();
		return new ObservedPermit(permit, observed);
	}

	@Override
	public Optional<Permit> tryAcquire() {
		ObservedCall observed = start();
		Optional<Permit> permit = this.breaker.tryAcquire();
		observed.leave();
		if (permit.isEmpty()) {
			observed.end(Outcome.REJECTED, null);
		}
		return permit.map((each) -> new ObservedPermit(each, observed));
	}

}
