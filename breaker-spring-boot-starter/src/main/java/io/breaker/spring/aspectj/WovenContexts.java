package io.breaker.spring.aspectj;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.jspecify.annotations.Nullable;

import io.breaker.spring.aop.WovenCalls;

/**
 * The application contexts whose calls are woven. There is one of the aspect in a virtual
 * machine, but there may be several contexts, as in tests: the context that made an
 * object answers for it, and the newest one that knows the class for all other objects
 * and for static methods.
 */
final class WovenContexts {

	private static final List<WovenContext> CONTEXTS = new CopyOnWriteArrayList<>();

	private WovenContexts() {
	}

	static void add(WovenContext context) {
		CONTEXTS.add(0, context);
	}

	static void remove(WovenContext context) {
		CONTEXTS.remove(context);
	}

	/**
	 * Returns who makes the calls of an object.
	 * @param target the object, {@code null} for a static method
	 * @param type the class of the method
	 * @return who makes them, {@code null} if no context that is up does
	 */
	static @Nullable WovenCalls callsOf(@Nullable Object target, Class<?> type) {
		if (CONTEXTS.size() > 1 && target != null) {
			for (WovenContext context : CONTEXTS) {
				if (context.made(target)) {
					return context.calls();
				}
			}
		}
		for (WovenContext context : CONTEXTS) {
			WovenCalls calls = context.calls();
			if (calls != null && context.knows(type)) {
				return calls;
			}
		}
		return null;
	}

}
