package io.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;

import io.breaker.Announcer.News;
import io.breaker.config.Alarm;
import io.breaker.config.BreakerSettings;
import io.breaker.config.TimeSource;
import io.breaker.event.BreakerCreated;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerRemoved;
import io.breaker.event.Evidence;
import io.breaker.event.Incident;
import io.breaker.event.IncidentEnded;
import io.breaker.event.StateChanged;
import org.jspecify.annotations.Nullable;

/**
 * What moves a breaker: the reference to the present state, and the one compare-and-set.
 */
final class Machine {

	/*
	 * 1. There is one thing that decides, the reference to the state. Everything that
	 * changes a breaker - an outcome, time, an operator, new settings - replaces it in
	 * `commit`, by one compare-and-set from the exact state that was looked at. Who loses
	 * looks again.
	 *
	 * 2. Each state has the number of the one before plus one. The announcer tells in the
	 * order of these numbers, so order needs no lock.
	 *
	 * 3. Each move begins a new period; new settings do not. How a call ended counts only
	 * in the period that let it through.
	 *
	 * 4. What time brings about takes effect at the moment it fell due, not when somebody
	 * looked: a breaker that is woken on time and one that is looked at late decide the
	 * same.
	 *
	 * 5. Whatever a change needs to know is read before the compare-and-set; its effects
	 * come after it. No code of the user runs in between.
	 */

	private static final VarHandle STATE;

	static {
		try {
			STATE = MethodHandles.lookup().findVarHandle(Machine.class, "state", State.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	final String name;

	final TimeSource time;

	final Audience audience;

	final Totals totals = new Totals();

	final FailureLog failures = new FailureLog();

	final IncidentLog incidents = new IncidentLog(this.totals);

	private final Die die;

	private final Announcer announcer;

	private final Complaint complaint;

	private final @Nullable Wakeup wakeup;

	private volatile State state;

	Machine(String name, BreakerSettings settings, TimeSource time, @Nullable Alarm alarm, Die die, Audience audience) {
		this.name = name;
		this.time = time;
		this.audience = audience;
		this.die = die;
		this.complaint = new Complaint("Telling what happened to a breaker", time);
		Terms terms = new Terms(settings, this.totals::countedSuccesses);
		Position first = Position.first(terms, time.nanoTime());
		State closed = new ClosedState(first, ClosedState.NO_RELAPSE);
		State state = terms.mode.rests() ? new RestingState(first, closed) : closed;
		state.at = time.now();
		this.state = state;
		this.announcer = new Announcer(first.sequence());
		this.wakeup = (alarm != null)
				? new Wakeup(alarm, this::look, this::remaining, new Complaint("The alarm of a breaker", time)) : null;
	}

	/**
	 * Returns the present state without a look at the time: the only place where the call
	 * path reads it.
	 */
	State present() {
		return this.state;
	}

	/**
	 * Returns the state that is true at a time, after all that fell due until then has
	 * happened.
	 */
	State presentAt(long now) {
		for (;;) {
			State present = this.state;
			long left = present.remaining(now);
			long override = present.terms.overrideRemaining(now);
			if (left > 0 && override > 0) {
				return present;
			}
			if (override <= left) {
				commit(Change.dropOverride(this, present, null, now + override, now));
				continue;
			}
			Move move = present.due(now, this.die);
			if (move != null) {
				commit(Change.move(this, present, move, null, now));
			}
		}
	}

	/**
	 * Opens because a rule is met, if the period in which it was met still lasts.
	 */
	void open(long period, Evidence evidence, @Nullable Throwable failure, long asked) {
		Cause cause = Cause.of(failure).or(this.failures.last());
		long now = this.time.nanoTime();
		State present = presentAt(now);
		while (present.period == period) {
			State open = present.opened(evidence, cause, now, this.die.roll(), asked);
			if (commit(Change.move(this, present, new Move(open, evidence), null, now))) {
				return;
			}
			present = presentAt(now);
		}
	}

	/**
	 * Does what people want, whatever the present state is.
	 */
	void intervene(Wish wish) {
		Change change;
		do {
			long now = this.time.nanoTime();
			change = wish.change(presentAt(now), now, this.die);
		}
		while (change != null && !commit(change));
		look();
	}

	private boolean commit(Change change) {
		State to = change.publishable();
		if (!STATE.compareAndSet(this, change.from(), to)) {
			return false;
		}
		wakeUpInTime();
		this.announcer.announce(new News(to.position.sequence(), () -> tell(change)));
		return true;
	}

	private void tell(Change change) {
		try {
			tellAll(change);
		}
		catch (Throwable ex) {
			this.complaint.about(ex);
		}
	}

	private void tellAll(Change change) {
		BreakerEvent event = change.event();
		Incident ended = null;
		if (event instanceof StateChanged moved && change.facts() != null) {
			ended = this.incidents.moved(moved, change.facts());
		}
		if (event != null) {
			this.audience.tell(event);
		}
		if (ended != null && event != null) {
			this.audience.tell(new IncidentEnded(this.name, event.at(), ended));
		}
	}

	/**
	 * Does what is due by now.
	 */
	void look() {
		presentAt(this.time.nanoTime());
		wakeUpInTime();
	}

	/**
	 * Has the breaker woken when the next thing falls due.
	 */
	void wakeUpInTime() {
		if (this.wakeup != null) {
			this.wakeup.set();
		}
	}

	private long remaining() {
		State present = this.state;
		long now = this.time.nanoTime();
		return Math.min(present.remaining(now), present.terms.overrideRemaining(now));
	}

	/**
	 * Returns the time of day of a moment, as the clock on the wall shows it now.
	 */
	Instant instant(long moment, long now) {
		return this.time.now().minusNanos(now - moment);
	}

	/**
	 * Tells that the breaker exists, before anything else of it is told.
	 */
	void begin(BreakerCreated event) {
		this.announcer.announce(new News(1, () -> this.audience.tell(event)));
	}

	/**
	 * Tells that the breaker exists no more, and nothing after that. It goes on guarding
	 * those who still hold it.
	 */
	void end(BreakerRemoved event) {
		if (this.wakeup != null) {
			this.wakeup.close();
		}
		this.announcer.announceLast(() -> {
			this.audience.tell(event);
			this.audience.close();
		});
	}

	/**
	 * What somebody wants of a breaker.
	 */
	@FunctionalInterface
	interface Wish {

		/**
		 * Makes the change that fulfils it.
		 * @return the change, {@code null} if there is nothing to do
		 */
		@Nullable Change change(State present, long now, Die die);

	}

}
