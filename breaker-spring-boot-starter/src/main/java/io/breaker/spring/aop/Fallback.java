package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * A method that answers in place of a guarded one. Resolved once, used by many threads.
 */
final class Fallback {

	private static final int FAILURE = -1;

	private final AnsweringMethod method;

	private final @Nullable Supplier<Object> bean;

	private final int[] sources;

	private final boolean namesFailure;

	private final Class<? extends Throwable> answersFor;

	/**
	 * Creates a fallback.
	 * @param method the method
	 * @param bean the bean it is called on, {@code null} for the guarded object itself
	 * @param sources for each parameter the argument it gets, -1 for the failure
	 * @param answersFor for which failures it answers
	 */
	Fallback(Method method, @Nullable Supplier<Object> bean, List<Integer> sources,
			Class<? extends Throwable> answersFor) {
		this.method = new AnsweringMethod(method);
		this.bean = bean;
		this.sources = sources.stream().mapToInt(Integer::intValue).toArray();
		this.namesFailure = sources.contains(FAILURE);
		this.answersFor = answersFor;
	}

	Method method() {
		return this.method.method();
	}

	Class<? extends Throwable> answersFor() {
		return this.answersFor;
	}

	/**
	 * Tells whether it can only be called on the guarded object.
	 */
	boolean needsObject() {
		return this.bean == null && !Modifier.isStatic(method().getModifiers());
	}

	boolean namesFailure() {
		return this.namesFailure;
	}

	/**
	 * Counts the steps from a failure up to the type this fallback answers for.
	 * @return the steps, {@code Integer.MAX_VALUE} if it does not answer for it
	 */
	int distance(Throwable failure) {
		boolean unnamedError = failure instanceof Error && !Error.class.isAssignableFrom(this.answersFor);
		if (unnamedError || !this.answersFor.isInstance(failure)) {
			return Integer.MAX_VALUE;
		}
		int steps = this.namesFailure ? 0 : 1_000;
		for (Class<?> type = failure.getClass(); type != this.answersFor; type = type.getSuperclass()) {
			steps++;
		}
		return steps;
	}

	@Nullable Object call(@Nullable Object target, @Nullable Object[] arguments, Throwable failure) throws Throwable {
		@Nullable Object[] values = new Object[this.sources.length];
		for (int i = 0; i < values.length; i++) {
			int source = this.sources[i];
			values[i] = (source == FAILURE) ? failure : arguments[source];
		}
		return this.method.call((this.bean != null) ? this.bean.get() : target, values);
	}

	@Override
	public String toString() {
		return Signature.of(method());
	}

}
