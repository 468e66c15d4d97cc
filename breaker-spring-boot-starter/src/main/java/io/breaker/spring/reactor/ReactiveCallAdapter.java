package io.breaker.spring.reactor;

import java.lang.reflect.Method;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

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
import io.breaker.spring.aop.CallAdapter;
import io.breaker.spring.aop.Disturbance;
import io.breaker.spring.aop.GuardedInvocation;
import io.breaker.spring.aop.Rescue;

/**
 * Guards methods that return a reactive type, and suspending functions of Kotlin. Each
 * subscription is one call with one admission: while the breaker is open the body of the
 * method is not run, and the rejection arrives as an error of the publisher. Cancelling
 * is neutral before the first element, and a success after it. A fallback takes the place
 * of a callee that has emitted nothing; a failure after the first element reaches the
 * subscriber, who has seen a part already.
 *
 * @since 0.1.0
 */
public final class ReactiveCallAdapter implements CallAdapter {

	private final ReactiveAdapterRegistry types = ReactiveAdapterRegistry.getSharedInstance();

	/**
	 * Creates the adapter. That fails where Reactor is absent, at once and not with the
	 * first call.
	 */
	public ReactiveCallAdapter() {
		Objects.requireNonNull(Mono.class);
	}

	@Override
	public boolean supports(Method method, Class<?> returnType) {
		if (KotlinDetector.isSuspendingFunction(method)) {
			return true;
		}
		ReactiveAdapter adapter = adapter(returnType);
		return adapter != null && !CompletionStage.class.isAssignableFrom(returnType)
				&& returnType.isAssignableFrom(adapter.getReactiveType());
	}

	@Override
	public boolean defers() {
		return true;
	}

	@Override
	public Object call(Breaker breaker, GuardedInvocation invocation) {
		ReactiveAdapter adapter = adapter(invocation.returnType());
		boolean many = (adapter != null) && adapter.isMultiValue();
		Publisher<Object> publisher = many ? many(breaker, invocation) : one(breaker, invocation);
		return (adapter != null && !invocation.suspends()) ? adapter.fromPublisher(publisher) : publisher;
	}

	private Mono<Object> one(Breaker breaker, GuardedInvocation invocation) {
		Mono<Object> guarded = Mono.defer(() -> {
			Permit permit = breaker.acquire();
			return Mono.from(start(invocation, permit))
				.doOnSuccess(permit::success)
				.doOnError(permit::failure)
				.doOnCancel(permit::cancel);
		});
		return invocation.hasFallbacks()
				? guarded.onErrorResume((ex) -> answer(invocation.rescue(breaker, ex)).singleOrEmpty()) : guarded;
	}

	private Flux<Object> many(Breaker breaker, GuardedInvocation invocation) {
		Flux<Object> guarded = Flux.defer(() -> {
			Permit permit = breaker.acquire();
			AtomicBoolean answered = new AtomicBoolean();
			return Flux.from(start(invocation, permit))
				.doOnNext((element) -> answered.set(true))
				.doOnComplete(permit::success)
				.doOnError(permit::failure)
				.doOnCancel(() -> cancelled(permit, answered.get()));
		});
		return invocation.hasFallbacks() ? orElse(guarded, (ex) -> answer(invocation.rescue(breaker, ex))) : guarded;
	}

	/**
	 * Settles the call of a subscriber who wants no more. One who saw elements saw a
	 * callee that is well; otherwise a trial that {@code take(1)} ends would never
	 * decide.
	 */
	private static void cancelled(Permit permit, boolean answered) {
		if (answered) {
			permit.enough();
		}
		else {
			permit.cancel();
		}
	}

	private Publisher<Object> start(GuardedInvocation invocation, Permit permit) {
		try {
			Object result = invocation.call();
			if (result == null) {
				throw new NullPointerException("a method that returns a publisher must return one but returned null");
			}
			return publisher(result);
		}
		catch (Throwable ex) {
			permit.failure(ex);
			return Mono.error(ex);
		}
	}

	/**
	 * Asks the fallbacks, each one when that before it has failed.
	 */
	private Flux<Object> answer(Rescue rescue) {
		if (!rescue.hasNext()) {
			return Flux.error(rescue.failure());
		}
		Publisher<Object> answer;
		try {
			answer = publisher(rescue.next());
		}
		catch (Throwable ex) {
			answer = Mono.error(ex);
		}
		return orElse(Flux.from(answer).doOnComplete(rescue::succeeded).doOnError(rescue::failed),
				(ex) -> answer(rescue));
	}

	/**
	 * Goes on with another publisher where one fails before it has emitted anything.
	 */
	private static Flux<Object> orElse(Flux<Object> publisher, Function<Throwable, Publisher<Object>> other) {
		return Flux.defer(() -> {
			AtomicBoolean emitted = new AtomicBoolean();
			return publisher.doOnNext((element) -> emitted.set(true)).onErrorResume((ex) -> !emitted.get(), other);
		});
	}

	@Override
	public @Nullable Object adapt(@Nullable Object answer, Class<?> returnType) {
		return answer;
	}

	private Publisher<Object> publisher(@Nullable Object value) {
		ReactiveAdapter adapter = (value != null) ? this.types.getAdapter(null, value) : null;
		return (adapter != null) ? adapter.toPublisher(value) : Mono.justOrEmpty(value);
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

	private @Nullable ReactiveAdapter adapter(Class<?> type) {
		return (type != Object.class) ? this.types.getAdapter(type) : null;
	}

}
