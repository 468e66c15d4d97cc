package io.breaker.spring.inject;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.core.MethodParameter;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.ReflectionUtils;

import io.breaker.Breaker;
import io.breaker.spring.UsedBreakers;

/**
 * The breakers that are injected somewhere, also into beans that are made later: found by
 * looking at the fields and parameters of all beans.
 *
 * @since 0.1.0
 */
public final class InjectionPoints implements UsedBreakers {

	private static final Log LOGGER = LogFactory.getLog(InjectionPoints.class);

	private final Supplier<? extends Collection<Class<?>>> types;

	/**
	 * Creates the search.
	 * @param types finds the classes of all beans that may have something injected
	 */
	public InjectionPoints(Supplier<? extends Collection<Class<?>>> types) {
		this.types = types;
	}

	@Override
	public Collection<String> names() {
		Set<String> names = new TreeSet<>();
		for (Class<?> type : this.types.get()) {
			try {
				look(type, names);
			}
			catch (IllegalStateException | LinkageError ex) {
				// A class of something that is not there: no bean of it can be made.
				LOGGER.debug("Cannot look for circuit breakers in " + type.getName(), ex);
			}
		}
		return names;
	}

	private static void look(Class<?> type, Set<String> names) {
		ReflectionUtils.doWithFields(type, (field) -> collect(field, ResolvableType.forField(field), null, names),
				(field) -> mayHold(field.getType()));
		for (Constructor<?> constructor : type.getDeclaredConstructors()) {
			parameters(constructor, names);
		}
		ReflectionUtils.doWithMethods(type, (method) -> parameters(method, names));
	}

	private static void parameters(Executable executable, Set<String> names) {
		Class<?>[] types = executable.getParameterTypes();
		for (int i = 0; i < types.length; i++) {
			if (mayHold(types[i])) {
				ResolvableType type = ResolvableType.forMethodParameter(MethodParameter.forExecutable(executable, i));
				collect(executable.getParameters()[i], type, (executable instanceof Method method) ? method : null,
						names);
			}
		}
	}

	/**
	 * Tells whether a type is worth a look at its generics, which takes longer.
	 */
	private static boolean mayHold(Class<?> type) {
		return type == Breaker.class || type.getTypeParameters().length > 0;
	}

	private static void collect(AnnotatedElement element, ResolvableType type, @Nullable AnnotatedElement outer,
			Set<String> names) {
		if (type.resolve() != Breaker.class
				&& Arrays.stream(type.getGenerics()).noneMatch((each) -> each.resolve() == Breaker.class)) {
			return;
		}
		Qualifier qualifier = AnnotatedElementUtils.findMergedAnnotation(element, Qualifier.class);
		if (qualifier == null && outer != null) {
			qualifier = AnnotatedElementUtils.findMergedAnnotation(outer, Qualifier.class);
		}
		if (qualifier != null && !qualifier.value().isEmpty()) {
			names.add(qualifier.value());
		}
	}

}
