package io.breaker;

import java.time.Instant;

import io.breaker.event.BreakerState;
import io.breaker.event.Evidence;
import io.breaker.window.Detector;
import io.breaker.window.Trip;
import org.jspecify.annotations.Nullable;

/**
 * One state of a breaker in one period. Knows its terms and nothing else: not the
 * breaker, not the listeners, not the wall clock. Making one has no effect outside of it.
 */
abstract class State extends Admission {

	/**
	 * The time until something that does not come.
	 */
	static final long NEVER = Long.MAX_VALUE;

	final Position position;

	final Terms terms;

	/**
	 * Whether time alone can bring about a move, so that the clock must be read before
	 * this state is asked anything.
	 */
	final boolean timed;

	/**
	 * Whether a call that this state let through, and that succeeds, does nothing but
	 * count in the totals. Then counting it is the last thing done for it.
	 */
	final boolean calm;

	/**
	 * The beginning of {@link Position#since()} for people. Set before the state is
	 * published, and never after.
	 */
	@Nullable Instant at;

	/**
	 * The moves that led here. Set before the state is published, and never after.
	 */
	Journey journey = Journey.NONE;

	State(Position position, boolean timed) {
		this(position, timed, false);
	}

	State(Position position, boolean timed, boolean calm) {
		super(position.period(), position.terms().slowNanos > 0);
		this.position = position;
		this.terms = position.terms();
		this.timed = timed || this.terms.overrideExpires();
		this.calm = calm && !this.timed && !this.terms.judgesResults;
	}

	abstract BreakerState kind();

	/**
	 * Lets a call through.
	 * @return what lets it through, {@code null} if it is turned away
	 */
	abstract @Nullable Admission admit(long now);

	/**
	 * Counts a call that this period let through.
	 * @param admission what let it through
	 * @param kind what counts of it, one of {@link io.breaker.window.Kind}
	 * @param now when it ended, if it failed or was slow, or if {@link #isDated()}
	 * @param failure what it threw, {@code null} for nothing
	 * @param asked how long the callee asks to be left alone, in nanoseconds
	 * @return the rule that is met now, {@code null} for none
	 */
	@Nullable Trip count(Admission admission, int kind, long now, @Nullable Throwable failure, long asked) {
		return null;
	}

	/**
	 * Takes back the admission of a call whose end says nothing.
	 */
	void giveBack(Admission admission, long now) {
	}

	/**
	 * Tells whether {@link #count} needs to know when a call ended that is well, too.
	 */
	boolean isDated() {
		return this.timed;
	}

	/**
	 * Returns how long it is until time alone brings about a move; 0 and less when it is
	 * due.
	 */
	long remaining(long now) {
		return NEVER;
	}

	/**
	 * Returns what is due, if {@link #remaining} says that something is.
	 */
	@Nullable Move due(long now, Die die) {
		return null;
	}

	/**
	 * Returns how long a rejected caller should stay away; {@link #NEVER} where nobody
	 * can tell.
	 */
	long retryAfter(long now) {
		return NEVER;
	}

	/**
	 * Returns what the breaker opened on, {@code null} while it is closed.
	 */
	@Nullable Outage outage() {
		return null;
	}

	/**
	 * Returns what counts the calls, {@code null} where none are counted.
	 */
	@Nullable Detector detector() {
		return null;
	}

	/**
	 * Returns the state that follows an opening.
	 * @param die from -1,000,000 to 1,000,000, where in its spread the wait is
	 * @param asked how long the callee asks to be left alone, in nanoseconds
	 */
	OpenState opened(Evidence evidence, Cause cause, long now, int die, long asked) {
		throw new IllegalStateException(kind() + " in mode " + this.terms.mode + " cannot open");
	}

	/**
	 * Returns the same state under other terms.
	 */
	abstract State adapted(Terms changed, long now);

	/**
	 * Returns the same kind of state in a new period, after the machine rested.
	 */
	abstract State resumed(Position after, long now);

	/**
	 * Returns what follows when people change the terms.
	 */
	State under(Terms changed, long now) {
		return changed.mode.rests() ? new RestingState(this.position.renewedUnder(changed, now), this)
				: adapted(changed, now);
	}

	/**
	 * Returns the state that follows when somebody moves the breaker by hand.
	 */
	final State moved(BreakerState target, Evidence evidence, Outage outage, long now, int die) {
		return switch (target) {
			case CLOSED -> new ClosedState(this.position.next(now), outage.relapses());
			case OPEN -> opened(evidence, Cause.NONE, now, die, 0);
			case HALF_OPEN -> new HalfOpenState(this.position.next(now), outage, new TrialBook());
			case RECOVERING -> new RecoveringState(this.position.next(now), outage);
		};
	}

	/**
	 * Returns the state that follows a reset.
	 */
	State reset(long now) {
		return new ClosedState(this.position.next(now), ClosedState.NO_RELAPSE);
	}

}
