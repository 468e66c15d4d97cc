package io.breaker.spring.aop;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.target.EmptyTargetSource;
import org.springframework.core.CoroutinesUtils;
import org.springframework.core.KotlinDetector;

/**
 * A method that answers in place of a guarded one. Resolved once, used by many threads.
 */
final class Fallback {

	private static final int FAILURE = -1;

	private final Method method;

	/**
	 * The body of a default method, {@code null} for other methods.
	 */
	private final @Nullable MethodHandle body;

	private final @Nullable Supplier<Object> bean;

	private final int[] sources;

	private final boolean namesFailure;

	private final Class<? extends Throwable> answersFor;

	private final boolean suspends;

	/**
	 * Creates a fallback.
	 * @param method the method
	 * @param bean the bean it is called on, {@code null} for the guarded object itself
	 * @param sources for each parameter the argument it gets, -1 for the failure
	 * @param answersFor for which failures it answers
	 */
	Fallback(Method method, @Nullable Supplier<Object> bean, List<Integer> sources,
			Class<? extends Throwable> answersFor) {
		this.method = method;
		this.bean = bean;
		this.sources = sources.stream().mapToInt(Integer::intValue).toArray();
		this.namesFailure = sources.contains(FAILURE);
		this.answersFor = answersFor;
		this.suspends = KotlinDetector.isSuspendingFunction(method);
		this.body = body(method);
		method.setAccessible(true);
	}

	private static @Nullable MethodHandle body(Method method) {
		if (!method.isDefault()) {
			return null;
		}
		Class<?> type = method.getDeclaringClass();
		try {
			MethodHandle body = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
				.unreflectSpecial(method, type);
			return body.asFixedArity().asSpreader(Object[].class, method.getParameterCount());
		}
		catch (IllegalAccessException ex) {
			return null;
		}
	}

	Method method() {
		return this.method;
	}

	Class<? extends Throwable> answersFor() {
		return this.answersFor;
	}

	/**
	 * Tells whether it can only be called on the guarded object.
	 */
	boolean needsObject() {
		return this.bean == null && !Modifier.isStatic(this.method.getModifiers());
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

	/**
	 * Calls the method. Of a proxy without an object behind it the body of a default
	 * method is run directly: a client that Spring makes for an interface of HTTP fails
	 * where that interface is not public.
	 */
	@Nullable Object call(@Nullable Object target, @Nullable Object[] arguments, Throwable failure) throws Throwable {
		@Nullable Object[] values = new Object[this.sources.length];
		for (int i = 0; i < values.length; i++) {
			int source = this.sources[i];
			values[i] = (source == FAILURE) ? failure : arguments[source];
		}
		Object answering = (this.bean != null) ? this.bean.get() : target;
		if (this.body != null && answering != null && isHollow(answering)) {
			return this.body.invoke(answering, values);
		}
		if (this.suspends && answering != null) {
			return CoroutinesUtils.invokeSuspendingFunction(this.method, answering, values);
		}
		try {
			return this.method.invoke(answering, values);
		}
		catch (InvocationTargetException ex) {
			throw ex.getTargetException();
		}
	}

	private static boolean isHollow(Object object) {
		return Proxy.isProxyClass(object.getClass())
				&& (!(object instanceof Advised advised) || advised.getTargetSource() instanceof EmptyTargetSource);
	}

	@Override
	public String toString() {
		return Signature.of(this.method);
	}

}
