package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;

import org.jspecify.annotations.Nullable;

import org.springframework.core.BridgeMethodResolver;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.ParameterNameDiscoverer;
import org.springframework.core.ReactiveAdapterRegistry;
import org.springframework.core.ResolvableType;
import org.springframework.util.ClassUtils;

/**
 * Whether a method can answer in place of another one, and how its parameters are filled.
 *
 * @param sources for each parameter the argument it gets, -1 for the failure
 * @param answersFor for which failures it answers
 * @param fault why it cannot answer, {@code null} if it can
 */
record FallbackFit(List<Integer> sources, Class<? extends Throwable> answersFor, @Nullable String fault) {

	private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

	private static final int FAILURE = -1;

	private static final int NONE = -2;

	static FallbackFit of(Method guarded, Method candidate, Class<?> type) {
		if (!returnTypeFits(guarded, candidate, type)) {
			return unfit("it returns " + candidate.getGenericReturnType().getTypeName() + " where "
					+ guarded.getGenericReturnType().getTypeName() + " is needed");
		}
		List<Integer> sources = new ArrayList<>();
		Class<? extends Throwable> answersFor = Throwable.class;
		int failures = 0;
		for (int i = 0; i < candidate.getParameterCount(); i++) {
			Class<?> parameter = candidate.getParameterTypes()[i];
			int source = source(guarded, candidate, i);
			if (source == NONE && Throwable.class.isAssignableFrom(parameter)) {
				source = FAILURE;
				answersFor = parameter.asSubclass(Throwable.class);
				failures++;
			}
			if (source == NONE) {
				return unfit(missing(guarded, candidate, i));
			}
			sources.add(source);
		}
		return (failures > 1) ? unfit("it has more than one exception among its parameters")
				: new FallbackFit(List.copyOf(sources), answersFor, null);
	}

	private static FallbackFit unfit(String fault) {
		return new FallbackFit(List.of(), Throwable.class, fault);
	}

	/**
	 * Finds the argument for a parameter: by position where the candidate begins with all
	 * parameter types of the guarded method, otherwise by name, otherwise by type where
	 * only one fits.
	 */
	private static int source(Method guarded, Method candidate, int index) {
		Class<?>[] given = guarded.getParameterTypes();
		Class<?> wanted = candidate.getParameterTypes()[index];
		if (beginsWith(candidate.getParameterTypes(), given)) {
			return (index < given.length) ? index : NONE;
		}
		@Nullable String[] givenNames = NAMES.getParameterNames(guarded);
		@Nullable String[] wantedNames = NAMES.getParameterNames(candidate);
		int byType = NONE;
		int matches = 0;
		for (int i = 0; i < given.length; i++) {
			boolean assignable = ClassUtils.isAssignable(wanted, given[i]);
			String name = (givenNames != null) ? givenNames[i] : null;
			if (assignable && name != null && wantedNames != null && name.equals(wantedNames[index])) {
				return i;
			}
			if (assignable) {
				byType = i;
				matches++;
			}
		}
		return (matches == 1) ? byType : NONE;
	}

	private static boolean beginsWith(Class<?>[] types, Class<?>[] prefix) {
		return types.length >= prefix.length && Arrays.equals(Arrays.copyOf(types, prefix.length), prefix);
	}

	private static String missing(Method guarded, Method candidate, int index) {
		Parameter parameter = candidate.getParameters()[index];
		long matches = Arrays.stream(guarded.getParameterTypes())
			.filter((given) -> ClassUtils.isAssignable(parameter.getType(), given))
			.count();
		String which = "its parameter " + (index + 1) + " (" + parameter.getType().getSimpleName() + " "
				+ parameter.getName() + ")";
		return (matches > 1) ? which + " could be any of " + matches + " parameters; give it the name of one of them"
				: which + " is none of the parameters of the guarded method";
	}

	private static boolean returnTypeFits(Method guarded, Method candidate, Class<?> type) {
		ResolvableType wanted = ResolvableType.forMethodReturnType(BridgeMethodResolver.findBridgedMethod(guarded),
				type);
		ResolvableType given = ResolvableType.forMethodReturnType(candidate, type);
		if (guarded.getReturnType() == void.class) {
			return true;
		}
		return fits(wanted, given) || fits(inner(wanted), given) || fits(wanted, inner(given))
				|| fits(inner(wanted), inner(given));
	}

	/**
	 * Tells whether a value can be returned. Types that only the caller knows are
	 * trusted.
	 */
	private static boolean fits(ResolvableType wanted, ResolvableType given) {
		Class<?> wantedClass = wanted.resolve(Object.class);
		Class<?> givenClass = given.resolve(Object.class);
		if (wanted.resolve() == null || givenClass == void.class) {
			return givenClass != void.class;
		}
		boolean generic = given.resolve() == null;
		return generic || (ClassUtils.isAssignable(wantedClass, givenClass)
				&& (wanted.hasUnresolvableGenerics() || given.hasUnresolvableGenerics() || !wanted.hasGenerics()
						|| !given.hasGenerics() || wanted.isAssignableFrom(given)));
	}

	/**
	 * Returns what an asynchronous type brings; the type itself where it is not
	 * asynchronous.
	 */
	private static ResolvableType inner(ResolvableType type) {
		Class<?> raw = type.resolve(Object.class);
		boolean wrapper = CompletionStage.class.isAssignableFrom(raw) || Future.class.isAssignableFrom(raw)
				|| ReactiveAdapterRegistry.getSharedInstance().getAdapter(raw) != null;
		return (wrapper && type.hasGenerics()) ? type.getGeneric(0) : type;
	}

}
