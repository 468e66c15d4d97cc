package io.breaker;

import org.jspecify.annotations.Nullable;

/**
 * A call worth guarding. Any lambda that returns something fits; what it may throw is
 * what {@link Breaker#call} may throw.
 *
 * @param <T> the type of the result
 * @param <X> what it may throw
 * @since 0.1.0
 */
@FunctionalInterface
public interface GuardedCall<T extends @Nullable Object, X extends Throwable> {

	/**
	 * Makes the call.
	 * @return the result
	 * @throws X if the callee fails
	 */
	T call() throws X;

}
