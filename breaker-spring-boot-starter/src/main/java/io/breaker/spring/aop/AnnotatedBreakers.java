package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ReflectionUtils;

import io.breaker.spring.CircuitBreaker;

/**
 * The breakers that annotations name, found by looking at the classes of beans: no bean
 * is made, and nothing is refused.
 *
 * @since 0.1.0
 */
public final class AnnotatedBreakers {

	private AnnotatedBreakers() {
	}

	/**
	 * Looks at the classes of all beans that are known by now.
	 * @param beans all beans
	 * @return the names, placeholders resolved
	 */
	public static Set<String> names(ConfigurableListableBeanFactory beans) {
		Set<String> names = new TreeSet<>();
		for (Class<?> type : BeanTypes.of(beans)) {
			if (!Proxy.isProxyClass(type) && AnnotationUtils.isCandidateClass(type, CircuitBreaker.class)) {
				look(type, beans, names);
			}
		}
		return names;
	}

	private static void look(Class<?> type, ConfigurableListableBeanFactory beans, Set<String> names) {
		ReflectionUtils.doWithMethods(type, (method) -> {
			String name = name(method, type, beans);
			if (name != null) {
				names.add(name);
			}
		}, (method) -> !method.isSynthetic() && method.getDeclaringClass() != Object.class);
	}

	private static @Nullable String name(Method method, Class<?> type, ConfigurableListableBeanFactory beans) {
		Method specific = AopUtils.getMostSpecificMethod(method, type);
		CircuitBreaker annotation = GuardedMethods.annotation(method, specific, type);
		if (annotation == null) {
			return null;
		}
		String written = beans.resolveEmbeddedValue(annotation.name());
		return (written == null || written.isEmpty()) ? BreakerNames.of(specific, type) : written;
	}

}
