package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.breaker.spring.CircuitBreaker;

/**
 * Names of breakers that were given none: after class and method, in kebab case, so that
 * they can be typed as a key of YAML and as a part of a path.
 */
final class BreakerNames {

	private BreakerNames() {
	}

	/**
	 * Names the breaker of a method. Of methods with the same name each is told apart by
	 * its parameters: two methods never share a breaker by accident.
	 */
	static String of(Method method, Class<?> type) {
		String name = kebab(type.getSimpleName()) + "-" + kebab(method.getName());
		if (!isOverloaded(method, type)) {
			return name;
		}
		String parameters = Arrays.stream(method.getParameterTypes())
			.map((each) -> kebab(each.getSimpleName().replace("[]", "s")))
			.collect(Collectors.joining("-"));
		return parameters.isEmpty() ? name : name + "-" + parameters;
	}

	private static boolean isOverloaded(Method method, Class<?> type) {
		boolean all = AnnotatedElementUtils.hasAnnotation(type, CircuitBreaker.class);
		return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(ClassUtils.getUserClass(type)))
			.filter((each) -> each.getName().equals(method.getName()) && !each.isBridge() && !each.isSynthetic())
			.filter((each) -> all || AnnotatedElementUtils.hasAnnotation(each, CircuitBreaker.class))
			.count() > 1;
	}

	static String kebab(String name) {
		return name.replaceAll("([a-z0-9])([A-Z])", "$1-$2")
			.replaceAll("([A-Z]+)([A-Z][a-z])", "$1-$2")
			.replaceAll("[^A-Za-z0-9-]+", "-")
			.toLowerCase(Locale.ROOT);
	}

}
