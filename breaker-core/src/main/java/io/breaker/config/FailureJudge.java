package io.breaker.config;

import org.jspecify.annotations.Nullable;

/**
 * Judges failures that an integration knows more about than their class says, such as
 * answers of HTTP. Safe for use by many threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface FailureJudge {

	/**
	 * Judges an exception, or one of its causes.
	 * @param failure the exception
	 * @param settings the settings of the breaker
	 * @return what it means, {@code null} if this judge cannot tell
	 */
	@Nullable Opinion judge(Throwable failure, BreakerSettings settings);

	/**
	 * What a failure means.
	 *
	 * @param verdict the verdict
	 * @param chosen whether somebody decided so; an opinion that is built in makes room
	 * for the predicates and for classes that are named
	 * @since 0.1.0
	 */
	record Opinion(Verdict verdict, boolean chosen) {
	}

}
