package io.breaker.spring.aop;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * Whether calls of guarded methods are seen at all.
 */
interface Interception {

	/**
	 * Looks at a bean and refuses what would silently not be guarded.
	 * @param name the name of the bean
	 * @param type its class
	 * @param bean the bean itself, {@code null} if it is not made yet
	 * @param guarded its guarded methods
	 * @return what is worth a warning
	 */
	List<String> check(String name, Class<?> type, @Nullable Object bean, List<GuardedMethod> guarded);

	/**
	 * Looks at a class and refuses annotations that would silently do nothing.
	 * @param type the class of a bean
	 * @param bean the bean itself, {@code null} if it is not made yet
	 */
	void checkPlaces(Class<?> type, @Nullable Object bean);

}
