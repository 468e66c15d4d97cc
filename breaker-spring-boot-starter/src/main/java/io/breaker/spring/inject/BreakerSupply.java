package io.breaker.spring.inject;

import java.util.function.Supplier;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;

/**
 * Makes the beans that {@link InjectableBreakers} defines.
 *
 * @since 0.1.0
 */
public final class BreakerSupply {

	private final Supplier<BreakerRegistry> registry;

	/**
	 * Creates the supply.
	 * @param registry holds the breakers; asked when the first one is injected
	 */
	public BreakerSupply(Supplier<BreakerRegistry> registry) {
		this.registry = registry;
	}

	/**
	 * Returns a breaker.
	 * @param name its name
	 * @return the breaker of the registry
	 */
	public Breaker breaker(String name) {
		return this.registry.get().breaker(name);
	}

}
