package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ReactiveAdapter;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * What a method returns in the eyes of its author: with the generics of its class filled
 * in, and what a suspending function of Kotlin returns in the end.
 *
 * @param generic the type with its generics
 * @param suspends whether the method is a suspending function
 */
record Result(ResolvableType generic, boolean suspends) {

	static Result of(Method method, Class<?> type) {
		Method written = BridgeMethodResolver.findBridgedMethod(method);
		if (!KotlinDetector.isSuspendingFunction(written)) {
			return new Result(ResolvableType.forMethodReturnType(written, type), false);
		}
		ResolvableType continuation = ResolvableType.forMethodParameter(written, written.getParameterCount() - 1, type);
		return new Result(continuation.getGeneric(0), true);
	}

	/**
	 * Returns the class; {@code Object} where only the caller knows it.
	 */
	Class<?> type() {
		return this.generic.resolve(Object.class);
	}

	private boolean isVoid() {
		Class<?> type = type();
		return type == void.class || type == Void.class || type.getName().equals("kotlin.Unit");
	}

	/**
	 * Tells whether what another method returns can stand for what this one returns: the
	 * same, or a plain value for one that comes later, or the other way round. Many
	 * values cannot stand for one.
	 */
	boolean takes(Result other) {
		if (!this.suspends && isVoid()) {
			return true;
		}
		if (!this.suspends && other.isPlain() && accepts(this.generic, other.generic)) {
			return true;
		}
		Result wanted = content();
		Result given = other.content();
		boolean manyForOne = other.isMany() && !isMany();
		boolean futureForOther = other.isBareFuture() && !isPlain() && !isBareFuture();
		return !manyForOne && !futureForOther && (wanted.isVoid() || accepts(wanted.generic, given.generic));
	}

	/**
	 * Tells whether what goes wrong is thrown at the caller.
	 */
	boolean arrivesAtOnce() {
		return isPlain();
	}

	private boolean isPlain() {
		return !this.suspends && !isLater();
	}

	private boolean isMany() {
		ReactiveAdapter adapter = adapter();
		return adapter != null && adapter.isMultiValue();
	}

	private boolean isBareFuture() {
		return Future.class.isAssignableFrom(type()) && !CompletionStage.class.isAssignableFrom(type());
	}

	/**
	 * Returns what comes in the end; this itself where it is there at once.
	 */
	private Result content() {
		ReactiveAdapter adapter = adapter();
		if (adapter != null && adapter.isNoValue()) {
			return new Result(ResolvableType.forClass(Void.class), false);
		}
		return isLater() ? new Result(this.generic.getGeneric(0), false) : this;
	}

	private boolean isLater() {
		return adapter() != null || CompletionStage.class.isAssignableFrom(type())
				|| Future.class.isAssignableFrom(type());
	}

	private @Nullable ReactiveAdapter adapter() {
		return (type() != Object.class) ? ReactiveAdapterRegistry.getSharedInstance().getAdapter(type()) : null;
	}

	/**
	 * Tells whether a value can be returned. Types that only the caller knows are
	 * trusted.
	 */
	private static boolean accepts(ResolvableType wanted, ResolvableType given) {
		Class<?> givenType = given.resolve(Object.class);
		if (givenType == void.class) {
			return false;
		}
		if (wanted.resolve() == null || given.resolve() == null) {
			return true;
		}
		boolean raw = !wanted.hasGenerics() || !given.hasGenerics() || wanted.hasUnresolvableGenerics()
				|| given.hasUnresolvableGenerics();
		return ClassUtils.isAssignable(wanted.resolve(Object.class), givenType)
				&& (raw || wanted.isAssignableFrom(given));
	}

	@Override
	public String toString() {
		return this.generic.toString();
	}

}
