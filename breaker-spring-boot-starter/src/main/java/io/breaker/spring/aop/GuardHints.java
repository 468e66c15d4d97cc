package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.ReflectionHints;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanRegistrationAotContribution;
import org.springframework.beans.factory.aot.BeanRegistrationAotProcessor;
import org.springframework.beans.factory.support.RegisteredBean;
import org.springframework.util.ClassUtils;

import io.breaker.spring.CircuitBreaker;

/**
 * Looks up guarded methods when an application is processed ahead of time, and says what
 * of them is reached by reflection: the methods, their fallbacks, and the classes in
 * which both are looked for. What cannot be guarded as written fails the build with the
 * words that would have kept the application from starting.
 */
final class GuardHints implements BeanRegistrationAotProcessor {

	@Override
	public @Nullable BeanRegistrationAotContribution processAheadOfTime(RegisteredBean bean) {
		GuardedMethods methods = bean.getBeanFactory().getBeanProvider(GuardedMethods.class, false).getIfAvailable();
		Class<?> type = type(bean);
		if (methods == null || type == null) {
			return null;
		}
		List<GuardedMethod> guarded = methods.of(type);
		return guarded.isEmpty() ? null : (context, code) -> describe(context.getRuntimeHints(), type, guarded);
	}

	/**
	 * Returns the type of the product where the bean is a factory, as a client of an HTTP
	 * interface is.
	 */
	private static @Nullable Class<?> type(RegisteredBean bean) {
		Class<?> type = bean.isInnerBean() ? bean.getBeanClass()
				: bean.getBeanFactory().getType(bean.getBeanName(), false);
		return (type != null) ? ClassUtils.getUserClass(type) : null;
	}

	private static void describe(RuntimeHints hints, Class<?> type, List<GuardedMethod> guarded) {
		ReflectionHints reflection = hints.reflection();
		reflection.registerType(CircuitBreaker.class, MemberCategory.INVOKE_PUBLIC_METHODS);
		hints.proxies().registerJdkProxy(CircuitBreaker.class);
		lookInto(reflection, type);
		for (GuardedMethod each : guarded) {
			invoke(reflection, each.method());
			each.fallbacks().chain().stream().flatMap(List::stream).map(Fallback::method).forEach((fallback) -> {
				lookInto(reflection, fallback.getDeclaringClass());
				invoke(reflection, fallback);
			});
		}
	}

	private static void invoke(ReflectionHints reflection, Method method) {
		reflection.registerMethod(method, ExecutableMode.INVOKE);
	}

	/**
	 * Lets the methods of a class be listed, and those that it inherits.
	 */
	private static void lookInto(ReflectionHints reflection, Class<?> type) {
		for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
			reflection.registerType(each);
		}
		ClassUtils.getAllInterfacesForClassAsSet(type).forEach((each) -> reflection.registerType(each));
	}

}
