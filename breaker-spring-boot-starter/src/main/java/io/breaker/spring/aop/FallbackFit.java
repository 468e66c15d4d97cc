package io.breaker.spring.aop;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.KotlinDetector;
import org.springframework.core.ParameterNameDiscoverer;
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

	private static final int FAILURE = -1;

	static FallbackFit of(Method guarded, Class<?> type, Method candidate, Class<?> holder) {
		Result wanted = Result.of(guarded, type);
		Result given = Result.of(candidate, holder);
		if (!wanted.takes(given)) {
			return unfit("it returns " + given + " where " + wanted + " is needed");
		}
		String undeclared = undeclared(guarded, wanted, candidate);
		return (undeclared != null) ? unfit(undeclared) : new Matching(guarded, type, candidate, holder).fit();
	}

	private static FallbackFit unfit(String fault) {
		return new FallbackFit(List.of(), Throwable.class, fault);
	}

	/**
	 * Finds a checked exception of the candidate that callers of the guarded method would
	 * get wrapped up, because it is not declared there.
	 */
	private static @Nullable String undeclared(Method guarded, Result wanted, Method candidate) {
		if (!wanted.arrivesAtOnce() || KotlinDetector.isKotlinType(guarded.getDeclaringClass())) {
			return null;
		}
		for (Class<?> thrown : candidate.getExceptionTypes()) {
			boolean checked = !RuntimeException.class.isAssignableFrom(thrown) && !Error.class.isAssignableFrom(thrown);
			boolean declared = false;
			for (Class<?> each : guarded.getExceptionTypes()) {
				declared |= each.isAssignableFrom(thrown);
			}
			if (checked && !declared) {
				return "it throws " + thrown.getName() + ", which " + Signature.withoutResult(guarded)
						+ " does not declare";
			}
		}
		return null;
	}

	/**
	 * Finds the argument for each parameter: by position where the candidate begins with
	 * all parameter types of the guarded method, otherwise by name, otherwise by type
	 * where only one fits.
	 */
	private static final class Matching {

		private static final ParameterNameDiscoverer NAMES = new DefaultParameterNameDiscoverer();

		private static final int NONE = -2;

		private final Method candidate;

		private final Class<?>[] given;

		private final Class<?>[] wanted;

		private final @Nullable String @Nullable [] givenNames;

		private final @Nullable String @Nullable [] wantedNames;

		Matching(Method guarded, Class<?> type, Method candidate, Class<?> holder) {
			this.candidate = candidate;
			this.given = parameters(guarded, type);
			this.wanted = parameters(candidate, holder);
			this.givenNames = NAMES.getParameterNames(guarded);
			this.wantedNames = NAMES.getParameterNames(candidate);
		}

		/**
		 * Returns the parameters as they are written: without what the compiler of Kotlin
		 * adds to a suspending function.
		 */
		private static Class<?>[] parameters(Method method, Class<?> type) {
			int count = method.getParameterCount() - (KotlinDetector.isSuspendingFunction(method) ? 1 : 0);
			Class<?>[] types = new Class<?>[count];
			for (int i = 0; i < count; i++) {
				types[i] = ResolvableType.forMethodParameter(method, i, type).resolve(method.getParameterTypes()[i]);
			}
			return types;
		}

		FallbackFit fit() {
			List<Integer> sources = new ArrayList<>();
			Class<? extends Throwable> answersFor = Throwable.class;
			for (int i = 0; i < this.wanted.length; i++) {
				int source = source(i);
				if (source == NONE && Throwable.class.isAssignableFrom(this.wanted[i])) {
					source = FAILURE;
					answersFor = this.wanted[i].asSubclass(Throwable.class);
				}
				if (source == NONE) {
					return unfit(missing(i));
				}
				int twin = sources.indexOf(source);
				if (twin >= 0) {
					return unfit((source == FAILURE) ? "it has more than one exception among its parameters"
							: describe(twin) + " and " + describe(i) + " would get the same argument");
				}
				sources.add(source);
			}
			return new FallbackFit(List.copyOf(sources), answersFor, null);
		}

		private int source(int index) {
			if (beginsAlike()) {
				return (index < this.given.length) ? index : NONE;
			}
			int byType = NONE;
			int matches = 0;
			for (int i = 0; i < this.given.length; i++) {
				boolean assignable = ClassUtils.isAssignable(this.wanted[index], this.given[i]);
				if (assignable && sameName(i, index)) {
					return i;
				}
				if (assignable) {
					byType = i;
					matches++;
				}
			}
			return (matches == 1) ? byType : NONE;
		}

		private boolean beginsAlike() {
			for (int i = 0; i < this.given.length; i++) {
				if (i >= this.wanted.length || this.wanted[i] != this.given[i]) {
					return false;
				}
			}
			return true;
		}

		private boolean sameName(int given, int wanted) {
			String name = name(this.givenNames, given);
			return name != null && name.equals(name(this.wantedNames, wanted));
		}

		private static @Nullable String name(@Nullable String @Nullable [] names, int index) {
			return (names != null && index < names.length) ? names[index] : null;
		}

		private String missing(int index) {
			int matches = 0;
			for (Class<?> each : this.given) {
				matches += ClassUtils.isAssignable(this.wanted[index], each) ? 1 : 0;
			}
			return (matches > 1)
					? describe(index) + " could be any of " + matches + " parameters; give it the name of one of them"
					: describe(index) + " is none of the parameters of the guarded method";
		}

		private String describe(int index) {
			Parameter parameter = this.candidate.getParameters()[index];
			return "its parameter " + (index + 1) + " (" + parameter.getType().getSimpleName() + " "
					+ parameter.getName() + ")";
		}

	}

}
