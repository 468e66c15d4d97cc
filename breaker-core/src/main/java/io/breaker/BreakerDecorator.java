package io.breaker;

/**
 * Puts something around every breaker of a registry, such as tracing.
 * <p>
 * What it returns is what {@link BreakerRegistry} hands out; it passes every method on to
 * the breaker it was given. When it fails, the breaker is handed out as it is.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BreakerDecorator {

	/**
	 * Decorates a breaker. Asked once, when the breaker is made.
	 * @param breaker the breaker, which may be decorated already
	 * @return the breaker with something around it, or the breaker itself
	 */
	Breaker decorate(Breaker breaker);

}
