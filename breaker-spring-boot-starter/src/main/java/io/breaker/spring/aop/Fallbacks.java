package io.breaker.spring.aop;

import java.util.List;

import io.breaker.CallRejectedException;
import org.jspecify.annotations.Nullable;

/**
 * All that answers in place of one guarded method: a list of names, each with the methods
 * of that name.
 *
 * @param chain the methods of the first name, then of the second, and so on
 */
record Fallbacks(List<List<Fallback>> chain) {

	static final Fallbacks NONE = new Fallbacks(List.of());

	/**
	 * Finds the method whose type is nearest to a failure.
	 * @param methods those of one name
	 * @param failure what the call ended with
	 * @return the method, {@code null} if none answers for such a failure
	 */
	static @Nullable Fallback nearest(List<Fallback> methods, Throwable failure) {
		Fallback nearest = null;
		int best = Integer.MAX_VALUE;
		for (Fallback method : methods) {
			int distance = method.distance(failure);
			if (distance < best) {
				best = distance;
				nearest = method;
			}
		}
		return nearest;
	}

	boolean isEmpty() {
		return this.chain.isEmpty();
	}

	boolean answersRejections() {
		return this.chain.stream()
			.flatMap(List::stream)
			.anyMatch((fallback) -> fallback.answersFor().isAssignableFrom(CallRejectedException.class));
	}

	List<String> describe() {
		return this.chain.stream().flatMap(List::stream).map(Fallback::toString).toList();
	}

}
