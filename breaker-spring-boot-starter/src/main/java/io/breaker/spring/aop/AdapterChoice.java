package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;

import org.springframework.core.ReactiveAdapterRegistry;

/**
 * Chooses how what a method returns is guarded. Refuses asynchronous types that nobody
 * can make a guarded one of: their calls would be counted when they begin.
 */
final class AdapterChoice {

	private final List<CallAdapter> adapters;

	AdapterChoice(List<CallAdapter> adapters) {
		this.adapters = List.copyOf(adapters);
	}

	CallAdapter of(Method method, Class<?> type, Result result) {
		CallAdapter adapter = this.adapters.stream()
			.filter((each) -> each.supports(method, result.type()))
			.findFirst()
			.orElseThrow(() -> new IllegalStateException("no adapter for " + result));
		if (adapter instanceof PlainCallAdapter && isAsynchronous(result)) {
			throw new InvalidGuardException(
					"@CircuitBreaker on " + Signature.withoutResult(method) + " in " + type.getName()
							+ " cannot work: a guarded " + result + " cannot be made",
					result.suspends() || isStreaming(result.type())
							? "Let the method return the interface itself instead of a type of its own, and add"
									+ " 'io.projectreactor:reactor-core' where it is missing"
									+ (result.suspends() ? ", and 'kotlinx-coroutines-reactor'." : ".")
							: "Let the method return Future, CompletionStage or CompletableFuture.");
		}
		return adapter;
	}

	private static boolean isAsynchronous(Result result) {
		Class<?> type = result.type();
		return result.suspends() || CompletionStage.class.isAssignableFrom(type) || Future.class.isAssignableFrom(type)
				|| isStreaming(type);
	}

	private static boolean isStreaming(Class<?> type) {
		boolean known = type != Object.class && !CompletionStage.class.isAssignableFrom(type)
				&& ReactiveAdapterRegistry.getSharedInstance().getAdapter(type) != null;
		return known || Flow.Publisher.class.isAssignableFrom(type);
	}

}
