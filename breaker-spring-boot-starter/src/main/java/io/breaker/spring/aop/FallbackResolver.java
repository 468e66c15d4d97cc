package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.SpringProxy;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

import io.breaker.config.NearestMatch;

/**
 * Finds the methods that a fallback names, once, and refuses what can never answer.
 */
final class FallbackResolver {

	private static final String OF_BEAN = "::";

	private final ConfigurableBeanFactory beans;

	FallbackResolver(ConfigurableBeanFactory beans) {
		this.beans = beans;
	}

	Fallbacks resolve(Method guarded, Class<?> type, String[] names) {
		List<List<Fallback>> chain = new ArrayList<>();
		for (String name : names) {
			chain.add(name.contains(OF_BEAN) ? ofBean(guarded, type, name) : ofClass(guarded, type, name));
		}
		return chain.isEmpty() ? Fallbacks.NONE : new Fallbacks(List.copyOf(chain));
	}

	private List<Fallback> ofClass(Method guarded, Class<?> type, String name) {
		return fitting(guarded, type, type, name, name, null);
	}

	private List<Fallback> ofBean(Method guarded, Class<?> type, String reference) {
		String bean = reference.substring(0, reference.indexOf(OF_BEAN)).trim();
		String name = reference.substring(reference.indexOf(OF_BEAN) + OF_BEAN.length()).trim();
		Class<?> holder = this.beans.containsBean(bean) ? type(bean) : null;
		if (holder == null) {
			throw invalid(guarded, reference, "there is no bean '" + bean + "'",
					"Name a bean that exists, as in 'stockFallbacks::lastKnown'.");
		}
		return fitting(guarded, type, ClassUtils.getUserClass(holder), name, reference, () -> this.beans.getBean(bean));
	}

	/**
	 * Finds out the class of a bean as it was written, behind its proxies, whether the
	 * bean is made already or not.
	 */
	private @Nullable Class<?> type(String bean) {
		String target = ScopedProxyUtils.getTargetBeanName(bean);
		String name = this.beans.containsBean(target) ? target : bean;
		Object made = this.beans.containsSingleton(name) ? this.beans.getSingleton(name) : null;
		return (made instanceof SpringProxy && !(made instanceof FactoryBean<?>))
				? AopProxyUtils.ultimateTargetClass(made) : this.beans.getType(name, false);
	}

	private List<Fallback> fitting(Method guarded, Class<?> type, Class<?> holder, String name, String reference,
			@Nullable Supplier<Object> bean) {
		List<Method> candidates = candidates(guarded, holder, name);
		if (candidates.isEmpty()) {
			String nearest = NearestMatch.of(name, names(holder));
			throw invalid(guarded, reference,
					ClassUtils.getUserClass(holder).getSimpleName() + " has no method '" + name + "'",
					((nearest != null) ? "Did you mean '" + nearest + "'? " : "") + expected(guarded, name));
		}
		List<Fallback> fitting = new ArrayList<>();
		List<String> faults = new ArrayList<>();
		for (Method candidate : candidates) {
			FallbackFit fit = FallbackFit.of(guarded, type, candidate, holder);
			if (fit.fault() == null) {
				fitting.add(new Fallback(candidate, bean, fit.sources(), fit.answersFor()));
			}
			else {
				faults.add("  " + Signature.of(candidate) + ": " + fit.fault());
			}
		}
		if (!faults.isEmpty()) {
			throw invalid(guarded, reference, "these methods cannot answer in its place:\n" + String.join("\n", faults),
					expected(guarded, name));
		}
		refuseAmbiguous(guarded, reference, fitting);
		return List.copyOf(fitting);
	}

	private static void refuseAmbiguous(Method guarded, String reference, List<Fallback> fitting) {
		Map<String, Fallback> seen = new LinkedHashMap<>();
		for (Fallback fallback : fitting) {
			String key = fallback.answersFor().getName() + fallback.namesFailure();
			Fallback other = seen.putIfAbsent(key, fallback);
			if (other != null) {
				throw invalid(guarded, reference,
						"both " + other + " and " + fallback + " answer for the same failures",
						"Keep one of them, or let them answer for different exceptions.");
			}
		}
	}

	/**
	 * Returns the methods of a name, those of sub-classes first; what they override is
	 * left out.
	 */
	private static List<Method> candidates(Method guarded, Class<?> holder, String name) {
		return Arrays
			.stream(ReflectionUtils.getUniqueDeclaredMethods(holder, (method) -> method.getName().equals(name)))
			.filter((method) -> !method.isBridge() && !method.isSynthetic() && !method.equals(guarded))
			.filter((method) -> !Modifier.isAbstract(method.getModifiers()) || holder.isInterface())
			.toList();
	}

	private static List<String> names(Class<?> holder) {
		return Arrays.stream(ReflectionUtils.getUniqueDeclaredMethods(holder))
			.filter((method) -> method.getDeclaringClass() != Object.class && !method.isSynthetic())
			.map(Method::getName)
			.distinct()
			.toList();
	}

	private static String expected(Method guarded, String name) {
		String plain = name.contains(OF_BEAN) ? name.substring(name.indexOf(OF_BEAN) + OF_BEAN.length()) : name;
		return "A fallback for it looks like '" + guarded.getGenericReturnType().getTypeName() + " " + plain
				+ "(…)', with any of the parameters of " + Signature.withoutResult(guarded)
				+ " and at most one exception.";
	}

	private static InvalidGuardException invalid(Method guarded, String reference, String what, String action) {
		return new InvalidGuardException("The fallback '" + reference + "' of " + Signature.withoutResult(guarded)
				+ " in " + guarded.getDeclaringClass().getName() + " cannot be used: " + what, action);
	}

}
