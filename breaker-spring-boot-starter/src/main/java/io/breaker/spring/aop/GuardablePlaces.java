package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;

import org.jspecify.annotations.Nullable;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

import io.breaker.spring.CircuitBreaker;

/**
 * Where an annotation can stand so that a proxy sees the call.
 */
final class GuardablePlaces {

	private static final String ACTION = "Make it a method that a proxy can override, or move the annotation to one.";

	private GuardablePlaces() {
	}

	/**
	 * Refuses annotations that would silently do nothing.
	 */
	static void refuseUnguardable(Class<?> type) {
		ReflectionUtils.doWithMethods(type, (method) -> {
			String fault = fault(method);
			if (fault != null && AnnotatedElementUtils.hasAnnotation(method, CircuitBreaker.class)) {
				throw new InvalidGuardException("@CircuitBreaker on " + Signature.withoutResult(method) + " in "
						+ method.getDeclaringClass().getName() + " has no effect: the method is " + fault
						+ ", so no proxy sees its calls", ACTION);
			}
		}, (method) -> !method.isSynthetic() && method.getDeclaringClass() != Object.class);
	}

	private static @Nullable String fault(Method method) {
		int modifiers = method.getModifiers();
		if (Modifier.isPrivate(modifiers)) {
			return "private";
		}
		if (Modifier.isStatic(modifiers)) {
			return "static";
		}
		return Modifier.isFinal(modifiers) ? "final" : null;
	}

}
