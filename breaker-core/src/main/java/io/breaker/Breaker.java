package io.breaker;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.Verdict;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.CallTotals;
import io.breaker.event.Incident;
import org.jspecify.annotations.Nullable;

/**
 * Stands between a caller and a callee that may be down. Counts how calls end, turns
 * calls away while the callee is down, finds out when it is back, and lets the load
 * return gradually.
 * <p>
 * Safe for use by many threads. The thread of the caller runs the call; nothing here
 * blocks, takes a lock or starts a thread. Made by a {@link BreakerRegistry}.
 *
 * @since 0.1.0
 */
public interface Breaker {

	/**
	 * Returns the name.
	 * @return 1 to 200 characters
	 */
	String name();

	/**
	 * Returns the state, true to this moment.
	 * @return the state
	 */
	BreakerState state();

	/**
	 * Returns the mode that holds at this moment.
	 * @return an operator's mode where there is one, otherwise the configured one
	 */
	BreakerMode mode();

	/**
	 * Returns the settings that hold at this moment.
	 * @return the settings
	 */
	BreakerSettings settings();

	/**
	 * Returns everything that can be known at this moment. Consumes no permit.
	 * @return numbers that belong together
	 */
	BreakerSnapshot snapshot();

	/**
	 * Returns how attempts ended, over the whole life.
	 * @return totals that never go down
	 */
	CallTotals totals();

	/**
	 * Returns how often the breaker moved from one state to another, over the whole life.
	 * @param from the state before
	 * @param to the state after
	 * @return a count that never goes down
	 */
	long transitions(BreakerState from, BreakerState to);

	/**
	 * Returns the last incidents, at most ten.
	 * @return the newest first; the first has no end while the breaker is not closed
	 */
	List<Incident> incidents();

	/**
	 * Makes a call that may throw.
	 * @param <T> the type of the result
	 * @param <X> what the call may throw
	 * @param call the call
	 * @return what the call returned
	 * @throws X what the call threw
	 * @throws CallRejectedException if the breaker turns the call away
	 */
	<T extends @Nullable Object, X extends Throwable> T call(GuardedCall<T, X> call) throws X;

	/**
	 * Makes a call, and answers from a fallback when it is turned away or fails. Ignored
	 * exceptions, errors, and what does not count as a failure reach the caller instead.
	 * An exception of the fallback carries the original one as suppressed.
	 * @param <T> the type of the result
	 * @param <X> what the call may throw
	 * @param call the call
	 * @param fallback gives an answer for a {@link CallRejectedException} or a failure
	 * @return what the call or the fallback returned
	 * @throws X what the call threw
	 */
	<T extends @Nullable Object, X extends Throwable> T call(GuardedCall<T, X> call,
			Function<? super Exception, ? extends T> fallback) throws X;

	/**
	 * Makes a call that returns nothing.
	 * @param <X> what the call may throw
	 * @param action the call
	 * @throws X what the call threw
	 * @throws CallRejectedException if the breaker turns the call away
	 */
	<X extends Throwable> void run(GuardedAction<X> action) throws X;

	/**
	 * Makes a call that throws nothing checked.
	 * @param <T> the type of the result
	 * @param supplier the call
	 * @return what the call returned
	 * @throws CallRejectedException if the breaker turns the call away
	 */
	<T extends @Nullable Object> T get(Supplier<T> supplier);

	/**
	 * Makes an asynchronous call. It ends when the stage completes, and is counted before
	 * dependants of the returned future run. Whatever goes wrong arrives inside the
	 * returned future: a rejection, for which the supplier is not asked; what the
	 * supplier throws; a {@code null} stage, which is a failure. Cancelling the returned
	 * future cancels the stage and gives the permit back at once.
	 * @param <T> the type of the result
	 * @param supplier starts the call
	 * @return completes as the stage does; the very same where it has succeeded already
	 */
	<T extends @Nullable Object> CompletableFuture<T> callAsync(
			Supplier<? extends @Nullable CompletionStage<T>> supplier);

	/**
	 * Asks for leave to make one call, for callers that this interface has no method for.
	 * @return a permit, which must be settled
	 * @throws CallRejectedException if the breaker turns the call away
	 */
	Permit acquire();

	/**
	 * Asks for leave to make one call without an exception.
	 * @return a permit, which must be settled; empty if the breaker turns the call away
	 */
	Optional<Permit> tryAcquire();

	/**
	 * Tells what an exception means to this breaker, without counting anything. When a
	 * predicate of the settings fails, it means a failure.
	 * @param failure what a call ended with
	 * @return the verdict
	 */
	Verdict judge(Throwable failure);

	/**
	 * Counts that a fallback stood in for the callee.
	 * {@link #call(GuardedCall, Function)} does it by itself.
	 * @param succeeded whether the fallback gave an answer
	 */
	void countFallback(boolean succeeded);

	/**
	 * Sets a mode over the configured one, and over one set before. It holds until it is
	 * dropped or the time of the intervention is over. Setting the same again changes
	 * who, why and how long.
	 * @param mode the mode
	 * @param intervention who, why, and for how long
	 */
	void overrideMode(BreakerMode mode, Intervention intervention);

	/**
	 * Goes back to the configured mode. Does nothing where none is set over it.
	 * @param intervention who and why
	 */
	void dropOverride(Intervention intervention);

	/**
	 * Forgets the state and its counts and starts again, closed. Totals and incidents
	 * stay.
	 * @param intervention who and why
	 */
	void reset(Intervention intervention);

	/**
	 * Moves by hand, as the picture of {@link BreakerState} allows. Does nothing where
	 * the breaker is in that state already.
	 * @param state where to
	 * @param intervention who and why
	 * @throws IllegalStateException if no arrow leads there from the present state, or
	 * the breaker rests
	 */
	void moveTo(BreakerState state, Intervention intervention);

	/**
	 * Changes the settings. State, totals and permits stay, and samples as far as the new
	 * window can hold them. Tells nothing where no value differs.
	 * @param settings the new settings, which hold until they are changed again
	 * @param intervention who and why, without an end
	 */
	default void change(BreakerSettings settings, Intervention intervention) {
		change((present) -> settings, intervention);
	}

	/**
	 * Changes the settings starting from those that hold at that moment, so that two who
	 * change something at once lose nothing. Otherwise as
	 * {@link #change(BreakerSettings, Intervention)}.
	 * @param change makes the new settings from the present ones; it has no effects of
	 * its own, and is asked again when somebody else was faster. What it throws reaches
	 * the caller, and nothing changes.
	 * @param intervention who and why, without an end
	 */
	void change(UnaryOperator<BreakerSettings> change, Intervention intervention);

	/**
	 * Adds a listener. Adding it a second time does nothing.
	 * @param listener the listener
	 */
	void addListener(BreakerListener listener);

	/**
	 * Removes a listener. Nothing is told to it any more.
	 * @param listener the listener
	 * @return whether it was there
	 */
	boolean removeListener(BreakerListener listener);

}
