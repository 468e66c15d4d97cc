package io.breaker.shop.visit;

import org.jspecify.annotations.Nullable;

import io.breaker.CallRejectedException;
import io.breaker.config.FailureRules;
import io.breaker.shop.client.Answer;

/**
 * How a customer was served.
 */
public enum Served {

	/**
	 * The backend answered.
	 */
	LIVE,

	/**
	 * A fallback answered with what the backend had said last.
	 */
	LAST_KNOWN,

	/**
	 * A fallback answered with something that is always true.
	 */
	STAND_IN,

	/**
	 * The breaker turned the customer away, and there is no fallback.
	 */
	REJECTED,

	/**
	 * The call failed, and the customer saw it.
	 */
	FAILED;

	static Served by(@Nullable Answer answer, @Nullable Throwable failure) {
		if (answer != null) {
			return valueOf(answer.source().name());
		}
		boolean rejected = failure != null && FailureRules.peel(failure) instanceof CallRejectedException;
		return rejected ? REJECTED : FAILED;
	}

}
