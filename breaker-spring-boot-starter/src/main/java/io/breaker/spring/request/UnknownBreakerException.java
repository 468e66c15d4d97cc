package io.breaker.spring.request;

import java.util.List;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.NearestMatch;

/**
 * There is no breaker of a name, and asking for one makes none.
 *
 * @since 0.1.0
 */
public final class UnknownBreakerException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	/**
	 * Among more names nobody looks for the nearest: it would take too long.
	 */
	private static final int MOST_COMPARED = 1_000;

	private final transient InvalidSettingException refusal;

	private UnknownBreakerException(InvalidSettingException refusal) {
		super(refusal.getMessage());
		this.refusal = refusal;
	}

	/**
	 * Says which name was probably meant.
	 * @param name the name of no breaker
	 * @param registry holds the breakers
	 * @return the exception
	 */
	public static UnknownBreakerException of(String name, BreakerRegistry registry) {
		List<String> names = registry.all().stream().limit(MOST_COMPARED).map(Breaker::name).toList();
		return new UnknownBreakerException(new InvalidSettingException("name",
				"name a circuit breaker of this application", name, NearestMatch.of(name, names)));
	}

	InvalidSettingException refusal() {
		return this.refusal;
	}

}
