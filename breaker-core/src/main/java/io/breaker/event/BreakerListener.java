package io.breaker.event;

/**
 * Hears what a breaker tells. Every method does nothing by default, so a listener
 * implements what it wants to hear.
 * <p>
 * A listener runs on the thread that brought the news about, after the fact and outside
 * every lock, so it may call any method of the breaker. Events of one breaker come one at
 * a time and in order. What a listener throws reaches neither callers nor other
 * listeners; it is logged, once a minute for each listener at most. A slow listener
 * delays the thread it runs on.
 *
 * @since 0.1.0
 */
public interface BreakerListener {

	/**
	 * Hears that something happened to a breaker.
	 * @param event what happened
	 */
	default void onEvent(BreakerEvent event) {
	}

	/**
	 * Hears how an attempt to call ended. Only where {@link #hearsCalls()} says so.
	 * @param breaker the name of the breaker
	 * @param outcome how it ended
	 * @param nanos how long it took in nanoseconds, 0 for a call that was turned away
	 */
	default void onCall(String breaker, Outcome outcome, long nanos) {
	}

	/**
	 * Tells whether this listener wants to hear of every call. It costs each call two
	 * readings of the clock. Asked once, when the listener is added.
	 * @return whether {@link #onCall} shall be called
	 */
	default boolean hearsCalls() {
		return false;
	}

	/**
	 * Hears that the breaker turned a call away, or would have. Only where
	 * {@link #hearsRejections()} says so.
	 * @param breaker the name of the breaker
	 * @param outcome {@link Outcome#REJECTED} or {@link Outcome#WOULD_REJECT}
	 */
	default void onRejection(String breaker, Outcome outcome) {
	}

	/**
	 * Hears that a fallback stood in for the callee. Only where
	 * {@link #hearsRejections()} says so.
	 * @param breaker the name of the breaker
	 * @param succeeded whether the fallback gave an answer
	 */
	default void onFallback(String breaker, boolean succeeded) {
	}

	/**
	 * Tells whether this listener wants to hear of each call that is turned away and of
	 * each fallback. It costs a call that passes nothing. Asked once, when the listener
	 * is added.
	 * @return whether {@link #onRejection} and {@link #onFallback} shall be called
	 */
	default boolean hearsRejections() {
		return false;
	}

}
