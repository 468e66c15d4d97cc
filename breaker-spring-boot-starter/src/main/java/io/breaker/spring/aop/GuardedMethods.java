package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.aop.framework.AopInfrastructureBean;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.config.ConfigurableBeanFactory;
import org.springframework.core.MethodClassKey;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;
import org.springframework.util.ReflectionUtils.MethodCallback;

import io.breaker.config.BreakerName;
import io.breaker.config.InvalidSettingException;
import io.breaker.spring.CircuitBreaker;

/**
 * Which methods are guarded. Looks each up once: the annotation, the name of the breaker,
 * the fallbacks and the adapter for its return type. Needed while proxies are made, and
 * therefore never one itself.
 *
 * @since 0.1.0
 */
public final class GuardedMethods implements AopInfrastructureBean {

	private final Map<Class<?>, Map<Method, Optional<GuardedMethod>>> known = new ConcurrentHashMap<>();

	private final Map<MethodClassKey, GuardedMethod> guarded = new ConcurrentHashMap<>();

	private final Map<String, GuardedMethod> unnamed = new ConcurrentHashMap<>();

	private final ConfigurableBeanFactory beans;

	private final FallbackResolver fallbacks;

	private final AdapterChoice adapters;

	/**
	 * Creates the look-up.
	 * @param beans resolves placeholders and the beans of fallbacks
	 * @param adapters how return types are guarded, the first that fits wins
	 */
	public GuardedMethods(ConfigurableBeanFactory beans, List<CallAdapter> adapters) {
		this.beans = beans;
		this.fallbacks = new FallbackResolver(beans);
		this.adapters = new AdapterChoice(adapters);
	}

	/**
	 * Finds out how a method is guarded.
	 * @param method the method
	 * @param targetClass the class of the object it is called on
	 * @return how, {@code null} if it is not guarded
	 */
	@Nullable GuardedMethod find(Method method, Class<?> targetClass) {
		Map<Method, Optional<GuardedMethod>> methods = this.known.get(targetClass);
		Optional<GuardedMethod> guarded = (methods != null) ? methods.get(method) : null;
		return (guarded != null) ? guarded.orElse(null) : remember(method, targetClass, look(method, targetClass));
	}

	private @Nullable GuardedMethod remember(Method method, Class<?> targetClass, @Nullable GuardedMethod guarded) {
		this.known.computeIfAbsent(targetClass, (type) -> new ConcurrentHashMap<>())
			.put(method, Optional.ofNullable(guarded));
		return guarded;
	}

	/**
	 * Finds all guarded methods of a class, inherited ones included.
	 */
	List<GuardedMethod> of(Class<?> type) {
		List<GuardedMethod> guarded = new ArrayList<>();
		MethodCallback look = (method) -> {
			GuardedMethod found = find(method, type);
			if (found != null) {
				guarded.add(found);
			}
		};
		List<Class<?>> parts = Proxy.isProxyClass(type) ? List.of(type.getInterfaces()) : List.of(type);
		parts.forEach((part) -> ReflectionUtils.doWithMethods(part, look,
				(method) -> !method.isSynthetic() && method.getDeclaringClass() != Object.class));
		return guarded;
	}

	/**
	 * Tells whether objects of a class have guarded methods.
	 * @param type the class
	 * @return whether any method of it is guarded
	 */
	public boolean areIn(Class<?> type) {
		return !of(ClassUtils.getUserClass(type)).isEmpty();
	}

	/**
	 * Returns which methods a breaker guards, as far as they were looked at: all beans
	 * are when the application has started.
	 * @param breaker the name of the breaker
	 * @return its methods, by class and method
	 */
	public List<GuardDescription> guards(String breaker) {
		return all().stream()
			.filter((guarded) -> guarded.breaker().equals(breaker))
			.map(GuardedMethod::description)
			.distinct()
			.sorted(Comparator.comparing(GuardDescription::type).thenComparing(GuardDescription::method))
			.toList();
	}

	/**
	 * Returns the breakers of all methods that were looked at so far.
	 * @return their names
	 */
	public Set<String> breakers() {
		return all().stream().map(GuardedMethod::breaker).collect(Collectors.toUnmodifiableSet());
	}

	Collection<GuardedMethod> all() {
		return List.copyOf(this.guarded.values());
	}

	private @Nullable GuardedMethod look(Method method, Class<?> targetClass) {
		if (method.getDeclaringClass() == Object.class || (method.isSynthetic() && !method.isBridge())) {
			return null;
		}
		Class<?> proxied = ClassUtils.getUserClass(targetClass);
		Method called = written(method, proxied);
		Class<?> type = declaring(called, proxied);
		Method specific = AopUtils.getMostSpecificMethod(called, type);
		CircuitBreaker annotation = annotation(called, specific, type);
		return (annotation != null) ? guard(annotation, specific, type) : null;
	}

	static @Nullable CircuitBreaker annotation(Method method, Method specific, Class<?> type) {
		CircuitBreaker annotation = AnnotatedElementUtils.findMergedAnnotation(specific, CircuitBreaker.class);
		if (annotation == null && !specific.equals(method)) {
			annotation = AnnotatedElementUtils.findMergedAnnotation(method, CircuitBreaker.class);
		}
		if (annotation != null) {
			return annotation;
		}
		return isMeantByClass(specific) ? annotationOfClass(method, specific, type) : null;
	}

	/**
	 * Finds the annotation of the class. It does not mean the fallbacks that it names:
	 * who answers in place of others is not guarded.
	 */
	private static @Nullable CircuitBreaker annotationOfClass(Method method, Method specific, Class<?> type) {
		CircuitBreaker annotation = null;
		for (Class<?> each = type; annotation == null && each != null; each = each.getSuperclass()) {
			annotation = AnnotatedElementUtils.getMergedAnnotation(each, CircuitBreaker.class);
		}
		if (annotation == null) {
			annotation = AnnotatedElementUtils.findMergedAnnotation(type, CircuitBreaker.class);
		}
		if (annotation == null) {
			annotation = AnnotatedElementUtils.findMergedAnnotation(method.getDeclaringClass(), CircuitBreaker.class);
		}
		boolean fallback = annotation != null && List.of(annotation.fallback()).contains(specific.getName());
		return fallback ? null : annotation;
	}

	/**
	 * Returns a method as its author wrote it: that of the interface where the object is
	 * a proxy, whose own methods nobody wrote.
	 */
	private static Method written(Method method, Class<?> type) {
		return Proxy.isProxyClass(type) ? ClassUtils.getInterfaceMethodIfPossible(method, type) : method;
	}

	/**
	 * Tells whether the annotation of a class means a method: all that can be called from
	 * outside, without what every object has.
	 */
	private static boolean isMeantByClass(Method method) {
		return !Modifier.isPrivate(method.getModifiers()) && !Modifier.isStatic(method.getModifiers())
				&& !ReflectionUtils.isObjectMethod(method);
	}

	/**
	 * Returns the class a method belongs to in the eyes of its author: the interface
	 * where nobody wrote the class of the object, which is a proxy or a lambda.
	 */
	private static Class<?> declaring(Method method, Class<?> type) {
		if (!Proxy.isProxyClass(type) && !type.isHidden()) {
			return type;
		}
		for (Class<?> each : type.getInterfaces()) {
			if (method.getDeclaringClass().isAssignableFrom(each)) {
				return each;
			}
		}
		return type;
	}

	/**
	 * Guards a method once, through whichever of its declarations it is called.
	 */
	private GuardedMethod guard(CircuitBreaker annotation, Method method, Class<?> type) {
		MethodClassKey key = new MethodClassKey(method, type);
		GuardedMethod known = this.guarded.get(key);
		if (known != null) {
			return known;
		}
		GuardedMethod guarded = resolve(annotation, method, type);
		GuardedMethod earlier = this.guarded.putIfAbsent(key, guarded);
		return (earlier != null) ? earlier : guarded;
	}

	private GuardedMethod resolve(CircuitBreaker annotation, Method method, Class<?> type) {
		String written = this.beans.resolveEmbeddedValue(annotation.name());
		boolean named = written != null && !written.isEmpty();
		String name = (written != null && named) ? check(written, method) : BreakerNames.of(method, type);
		Result result = Result.of(method, type);
		GuardedMethod guarded = new GuardedMethod(method, type, result, name, named, new BreakerHandle(name),
				this.adapters.of(method, type, result), this.fallbacks.resolve(method, type, annotation.fallback()));
		if (!named) {
			refuseAccidentalShare(guarded);
		}
		return guarded;
	}

	private static String check(String name, Method method) {
		try {
			return BreakerName.check("name", name);
		}
		catch (InvalidSettingException ex) {
			throw new InvalidGuardException("The breaker of " + Signature.withoutResult(method) + " in "
					+ method.getDeclaringClass().getName() + " cannot be called so: " + ex.getMessage(),
					"Give it another name.");
		}
	}

	private void refuseAccidentalShare(GuardedMethod guarded) {
		GuardedMethod other = this.unnamed.putIfAbsent(guarded.breaker(), guarded);
		if (other != null && (!other.method().equals(guarded.method()) || other.type() != guarded.type())) {
			throw new InvalidGuardException(
					"Two methods would share the breaker '" + guarded.breaker() + "' by accident: " + other.describe()
							+ " in " + other.type().getName() + " and " + guarded.describe() + " in "
							+ guarded.type().getName(),
					"Name the breaker of at least one of them: @CircuitBreaker(name = \"…\").");
		}
	}

}
