package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

import org.springframework.util.ClassUtils;

/**
 * Methods as people read them.
 */
final class Signature {

	private Signature() {
	}

	static String of(Method method) {
		return method.getReturnType().getSimpleName() + " " + withoutResult(method);
	}

	static String withoutResult(Method method) {
		String parameters = Arrays.stream(method.getParameterTypes())
			.map(Class::getSimpleName)
			.collect(Collectors.joining(", "));
		return ClassUtils.getUserClass(method.getDeclaringClass()).getSimpleName() + "." + method.getName() + "("
				+ parameters + ")";
	}

}
