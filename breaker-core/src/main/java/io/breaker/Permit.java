package io.breaker;

import org.jspecify.annotations.Nullable;

/**
 * Leave to make one call. Whoever holds it says how the call ended, once; what is said
 * afterwards changes nothing. Durations count from the moment the permit was given.
 * <p>
 * Safe for use by many threads: of several that settle at once, one does.
 *
 * @since 0.1.0
 */
public interface Permit {

	/**
	 * The callee did its work.
	 * @return whether this settled the permit
	 */
	boolean success();

	/**
	 * The callee answered; whether that is a success, {@code record-result} says.
	 * @param result the answer
	 * @return whether this settled the permit
	 */
	boolean success(@Nullable Object result);

	/**
	 * The caller has seen enough of an answer that could have gone on, such as a stream.
	 * A success, however long it lasted.
	 * @return whether this settled the permit
	 */
	boolean enough();

	/**
	 * The call ended with an exception; what that means, {@code record} and
	 * {@code ignore} say.
	 * @param failure what the callee threw
	 * @return whether this settled the permit
	 */
	boolean failure(Throwable failure);

	/**
	 * The end of the call says nothing about the callee.
	 * @return whether this settled the permit
	 */
	boolean ignore();

	/**
	 * The caller gave the call up. The permit goes back at once.
	 * @return whether this settled the permit
	 */
	boolean cancel();

}
