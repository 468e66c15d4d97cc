package io.breaker.test;

import io.breaker.Breaker;
import org.jspecify.annotations.Nullable;

/**
 * The door to assertions about breakers: import its one method statically.
 *
 * @since 0.1.0
 */
public final class BreakerAssertions {

	private BreakerAssertions() {
	}

	/**
	 * Begins an assertion.
	 * @param breaker the breaker
	 * @return what can be said of it
	 */
	public static BreakerAssert assertThat(@Nullable Breaker breaker) {
		return new BreakerAssert(breaker);
	}

}
