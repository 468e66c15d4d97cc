package io.breaker.spring.aop;

import org.jspecify.annotations.Nullable;

/**
 * Stands between the breakers and the methods they guard, and disturbs calls on purpose.
 * What it does counts as done by the callee. Safe for use by many threads.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface CallDisturber {

	/**
	 * Disturbs nothing.
	 */
	CallDisturber NONE = (breaker) -> null;

	/**
	 * Tells what happens to the next call.
	 * @param breaker the name of the breaker that let it through
	 * @return what keeps it, {@code null} for nothing
	 */
	@Nullable Disturbance next(String breaker);

	/**
	 * Tells people what is done to the calls now.
	 * @param breaker the name of the breaker
	 * @return what is wrong, until when and by whom, {@code null} for nothing
	 */
	default @Nullable String describe(String breaker) {
		return null;
	}

}
