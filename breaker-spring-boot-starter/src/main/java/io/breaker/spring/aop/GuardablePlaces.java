package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.config.AopConfigUtils;
import org.springframework.aop.framework.ProxyConfig;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.breaker.spring.CircuitBreaker;

/**
 * Where an annotation can stand so that a proxy sees the call.
 */
final class GuardablePlaces {

	private static final String METHOD_ACTION = "Make it a method that a proxy can override, move the annotation to one, "
			+ "or set 'breaker.aspect-mode' to 'aspectj'.";

	private static final String CLASS_ACTION = "Make the class open for inheritance (in Kotlin with 'open' or the plugin "
			+ "'kotlin-spring'), or set 'breaker.aspect-mode' to 'aspectj'.";

	private GuardablePlaces() {
	}

	/**
	 * Refuses annotations that would silently do nothing.
	 * @param type the class of a bean
	 * @param overridden whether the proxy is a sub-class, which overrides methods
	 */
	static void refuseUnguardable(Class<?> type, boolean overridden) {
		ReflectionUtils.doWithMethods(type, (method) -> {
			String fault = fault(method, type, overridden);
			if (fault != null && isAnnotated(method)) {
				throw new InvalidGuardException("@CircuitBreaker on " + Signature.withoutResult(method) + " in "
						+ method.getDeclaringClass().getName() + " has no effect: the method is " + fault
						+ ", so no proxy sees its calls", METHOD_ACTION);
			}
		}, (method) -> !method.isSynthetic() && method.getDeclaringClass() != Object.class);
	}

	/**
	 * Tells whether a method was meant to be guarded. The annotation of a class means all
	 * that can be called from outside.
	 */
	private static boolean isAnnotated(Method method) {
		boolean meant = !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers());
		return AnnotatedElementUtils.hasAnnotation(method, CircuitBreaker.class)
				|| (meant && AnnotatedElementUtils.isAnnotated(method.getDeclaringClass(), CircuitBreaker.class));
	}

	/**
	 * Tells whether a proxy that is a sub-class sees the calls of a method.
	 */
	static boolean canOverride(Method method, Class<?> proxy) {
		return fault(method, proxy, true) == null;
	}

	private static @Nullable String fault(Method method, Class<?> type, boolean overridden) {
		int modifiers = method.getModifiers();
		if (Modifier.isPrivate(modifiers)) {
			return "private";
		}
		if (Modifier.isStatic(modifiers)) {
			return "static";
		}
		if (overridden && Modifier.isFinal(modifiers)) {
			return "final";
		}
		boolean inPackage = !Modifier.isPublic(modifiers) && !Modifier.isProtected(modifiers);
		return (overridden && inPackage && isElsewhere(method.getDeclaringClass(), type))
				? "visible only in its package, and " + type.getName() + " is not there" : null;
	}

	private static boolean isElsewhere(Class<?> declaring, Class<?> type) {
		return !declaring.getPackageName().equals(type.getPackageName())
				|| declaring.getClassLoader() != type.getClassLoader();
	}

	/**
	 * Refuses a class that no proxy can be a sub-class of, where the proxy would have to
	 * be one.
	 */
	static void refuseFinal(Method method, Class<?> type, @Nullable BeanFactory beans) {
		boolean closed = Modifier.isFinal(type.getModifiers()) && !Proxy.isProxyClass(type)
				&& !ClassUtils.isLambdaClass(type);
		if (closed && (isProxiedByClass(beans) || ClassUtils.getAllInterfacesForClass(type).length == 0)) {
			throw new InvalidGuardException("@CircuitBreaker on " + Signature.withoutResult(method) + " in "
					+ type.getName() + " has no effect: the class is final, so no proxy can take its place",
					CLASS_ACTION);
		}
	}

	private static boolean isProxiedByClass(@Nullable BeanFactory beans) {
		return beans != null && beans.containsBean(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME)
				&& beans.getBean(AopConfigUtils.AUTO_PROXY_CREATOR_BEAN_NAME) instanceof ProxyConfig creator
				&& creator.isProxyTargetClass();
	}

}
