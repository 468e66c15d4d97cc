package io.breaker;

/**
 * A call worth guarding that returns nothing.
 *
 * @param <X> what it may throw
 * @since 0.1.0
 */
@FunctionalInterface
public interface GuardedAction<X extends Throwable> {

	/**
	 * Makes the call.
	 * @throws X if the callee fails
	 */
	void run() throws X;

}
