package io.breaker.spring.reactor;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;

import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;

import io.breaker.Breaker;
import io.breaker.GuardedCall;
import io.breaker.Permit;
import io.breaker.spring.aop.BoundFallbacks;
import io.breaker.spring.aop.CallAdapter;
import io.breaker.spring.aop.Disturbance;

/**
 * Guards methods that return a reactive type, and suspending functions of Kotlin. Each
 * subscription is one call with one admission: while the breaker is open the body of the
 * method is not run, and the rejection arrives as an error of the publisher. Cancelling
 * is neutral.
 *
 * @since 0.1.0
 */
public final class ReactiveCallAdapter implements CallAdapter {

	private final ReactiveAdapterRegistry types = ReactiveAdapterRegistry.getSharedInstance();

	@Override
	public boolean supports(Method method) {
		return KotlinDetector.isSuspendingFunction(method) || (adapter(method.getReturnType()) != null
				&& !CompletionStage.class.isAssignableFrom(method.getReturnType()));
	}

	@Override
	public boolean defers() {
		return true;
	}

	@Override
	public Object call(Breaker breaker, GuardedCall<@Nullable Object, Throwable> call, BoundFallbacks fallbacks) {
		Class<?> type = fallbacks.returnType();
		ReactiveAdapter adapter = adapter(type);
		if (adapter != null && adapter.isMultiValue()) {
			return adapter.fromPublisher(many(breaker, call, fallbacks));
		}
		Mono<Object> one = one(breaker, call, fallbacks);
		return (adapter != null) ? adapter.fromPublisher(one) : one;
	}

	private Mono<Object> one(Breaker breaker, GuardedCall<@Nullable Object, Throwable> call, BoundFallbacks fallbacks) {
		Mono<Object> guarded = Mono.defer(() -> {
			Permit permit = breaker.acquire();
			return Mono.from(start(call, permit))
				.doOnSuccess(permit::success)
				.doOnError(permit::failure)
				.doOnCancel(permit::cancel);
		});
		return fallbacks.exist() ? guarded.onErrorResume((ex) -> Mono.from(answer(breaker, ex, fallbacks))) : guarded;
	}

	private Flux<Object> many(Breaker breaker, GuardedCall<@Nullable Object, Throwable> call,
			BoundFallbacks fallbacks) {
		Flux<Object> guarded = Flux.defer(() -> {
			Permit permit = breaker.acquire();
			return Flux.from(start(call, permit))
				.doOnComplete(permit::success)
				.doOnError(permit::failure)
				.doOnCancel(permit::cancel);
		});
		return fallbacks.exist() ? guarded.onErrorResume((ex) -> answer(breaker, ex, fallbacks)) : guarded;
	}

	private Publisher<Object> start(GuardedCall<@Nullable Object, Throwable> call, Permit permit) {
		try {
			return publisher(call.call());
		}
		catch (Throwable ex) {
			permit.failure(ex);
			return Mono.error(ex);
		}
	}

	private Publisher<Object> answer(Breaker breaker, Throwable failure, BoundFallbacks fallbacks) {
		try {
			return publisher(fallbacks.answer(breaker, failure));
		}
		catch (Throwable ex) {
			return Mono.error(ex);
		}
	}

	@Override
	public @Nullable Object adapt(@Nullable Object answer, Class<?> returnType) {
		return answer;
	}

	private Publisher<Object> publisher(@Nullable Object value) {
		ReactiveAdapter adapter = (value != null) ? this.types.getAdapter(value.getClass(), value) : null;
		return (adapter != null) ? adapter.toPublisher(value) : Mono.justOrEmpty(value);
	}

	private @Nullable ReactiveAdapter adapter(Class<?> type) {
		return (type != Object.class) ? this.types.getAdapter(type) : null;
	}

	@Override
	public Object disturbed(GuardedCall<@Nullable Object, Throwable> call, Disturbance disturbance) {
		return Mono.fromFuture(disturbance.until(), true).thenMany(Flux.defer(() -> goOn(call, disturbance)));
	}

	private Publisher<Object> goOn(GuardedCall<@Nullable Object, Throwable> call, Disturbance disturbance) {
		try {
			return (disturbance.failure() != null) ? Mono.error(disturbance.failure()) : publisher(call.call());
		}
		catch (Throwable ex) {
			return Mono.error(ex);
		}
	}

}
