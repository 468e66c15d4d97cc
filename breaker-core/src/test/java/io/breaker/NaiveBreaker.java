package io.breaker;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;

import io.breaker.config.BreakerMode;
import io.breaker.config.Verdict;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.breaker.event.Trigger;
import io.breaker.window.Kind;
import io.breaker.window.NaiveDetector;
import io.breaker.window.Trip;
import org.jspecify.annotations.Nullable;

/**
 * The twin of a whole breaker, for one thread, written down from the rules: fields that
 * are overwritten, lists that are searched. Its time is counted from the start of the
 * test and never wraps around, and before anything else it does what has fallen due.
 */
final class NaiveBreaker {

	private static final long RELAPSE = 5_000_000_000L;

	private static final int NO_RECOVERY = -1;

	/**
	 * The moment at which the clock of the breaker reads {@link Long#MIN_VALUE}. That
	 * number stands for "not measured" there, so a call that starts at this very moment
	 * is taken for one that starts a nanosecond later.
	 */
	private final long unmeasured;

	private final IntSupplier roll;

	private final Map<Outcome, Long> totals = new EnumMap<>(Outcome.class);

	private final List<Told> told = new ArrayList<>();

	private NaivePlan plan;

	private @Nullable BreakerMode override;

	/** When the override ends, {@code null} for never. */
	private @Nullable Long overrideEnd;

	private BreakerState state = BreakerState.CLOSED;

	private long period = 1;

	private long since;

	private int failedRecoveries;

	private int relapses;

	/** How many relapses the recovery had that led to the closed state. */
	private int recoveredAfter = NO_RECOVERY;

	private int die;

	private long asked;

	private long wait;

	private long rampLength;

	private List<Trial> trials = new ArrayList<>();

	private NaiveRamp ramp = new NaiveRamp();

	private NaiveDetector detector;

	private boolean incident;

	private long notClosed;

	/** Before when no move is dated, because people were told otherwise. */
	private long earliest;

	private long openings;

	NaiveBreaker(NaivePlan plan, long start, IntSupplier roll) {
		this.unmeasured = Long.MIN_VALUE - start;
		this.plan = plan;
		this.roll = roll;
		this.detector = new NaiveDetector(plan.rules(), 1, 0);
		for (Outcome outcome : Outcome.values()) {
			this.totals.put(outcome, 0L);
		}
	}

	BreakerState state() {
		return this.state;
	}

	BreakerMode mode() {
		return (this.override != null) ? this.override : this.plan.mode();
	}

	NaivePlan plan() {
		return this.plan;
	}

	long period() {
		return this.period;
	}

	long since() {
		return this.since;
	}

	long openings() {
		return this.openings;
	}

	List<Told> told() {
		return this.told;
	}

	long total(Outcome outcome) {
		return this.totals.get(outcome);
	}

	long notClosed(long now) {
		return this.notClosed + ((this.state != BreakerState.CLOSED) ? now - this.since : 0);
	}

	@Nullable NaiveDetector detector() {
		boolean counts = this.state == BreakerState.CLOSED || this.state == BreakerState.RECOVERING;
		return (counts && !mode().rests()) ? this.detector : null;
	}

	/**
	 * Does what has fallen due, the earliest first, each as of its moment.
	 */
	void look(long now) {
		for (;;) {
			Long due = mode().rests() ? null : due(now);
			due = (due != null) ? Long.valueOf(Math.max(due, this.earliest)) : null;
			if (this.overrideEnd != null && this.overrideEnd <= now && (due == null || this.overrideEnd <= due)) {
				endOverride(this.overrideEnd);
			}
			else if (due != null && due <= now) {
				moveOnTime(due);
			}
			else {
				return;
			}
		}
	}

	private @Nullable Long due(long now) {
		return switch (this.state) {
			case CLOSED -> null;
			case OPEN -> this.since + this.wait;
			case HALF_OPEN -> (succeeded() >= this.plan.needed()) ? Long.valueOf(now) : recoveryImpossibleAt();
			case RECOVERING -> this.since + this.rampLength;
		};
	}

	private long succeeded() {
		return this.trials.stream().filter((trial) -> trial.end != null && trial.success).count();
	}

	/**
	 * Returns when so many trials have failed that the others cannot make it up, if those
	 * under way are not settled before their time is over.
	 */
	private @Nullable Long recoveryImpossibleAt() {
		int enough = this.plan.places() - this.plan.needed() + 1;
		long[] failures = this.trials.stream()
			.filter((trial) -> trial.end == null || !trial.success)
			.mapToLong((trial) -> (trial.end != null) ? trial.end : trial.start + this.plan.trialTimeout())
			.toArray();
		Arrays.sort(failures);
		return (failures.length >= enough) ? failures[enough - 1] : null;
	}

	private void moveOnTime(long due) {
		switch (this.state) {
			case CLOSED -> throw new IllegalStateException();
			case OPEN -> halfOpen(due, Trigger.WAIT_OVER);
			case HALF_OPEN -> {
				if (succeeded() < this.plan.needed()) {
					long most = this.trials.stream().mapToLong((trial) -> trial.asked).max().orElse(0);
					open(due, Trigger.TRIALS_FAILED, most);
				}
				else if (rampOf(this.relapses) > 0) {
					recover(due, Trigger.TRIALS_SUCCEEDED);
				}
				else {
					close(due, Trigger.TRIALS_SUCCEEDED, this.relapses);
				}
			}
			case RECOVERING -> close(due, Trigger.RAMP_COMPLETE, this.relapses);
		}
	}

	private long rampOf(int relapses) {
		return NaiveWaits.ramp(this.plan.ramp(), this.plan.rampMax(), relapses);
	}

	private void open(long now, Trigger trigger, long asked) {
		if (this.state == BreakerState.CLOSED) {
			boolean relapse = this.recoveredAfter != NO_RECOVERY && now - this.since <= RELAPSE;
			this.relapses = relapse ? this.recoveredAfter + 1 : 0;
			this.failedRecoveries = 0;
		}
		else {
			this.failedRecoveries++;
			this.relapses += (this.state == BreakerState.RECOVERING) ? 1 : 0;
		}
		this.openings++;
		this.die = this.roll.getAsInt();
		this.asked = asked;
		move(BreakerState.OPEN, now, trigger);
		computeLengths();
		this.incident = true;
	}

	private void halfOpen(long now, Trigger trigger) {
		move(BreakerState.HALF_OPEN, now, trigger);
		this.trials = new ArrayList<>();
	}

	private void recover(long now, Trigger trigger) {
		move(BreakerState.RECOVERING, now, trigger);
		computeLengths();
		this.ramp = new NaiveRamp();
		this.detector = new NaiveDetector(this.plan.rules(), 3, now);
	}

	private void close(long now, Trigger trigger, int recoveredAfter) {
		move(BreakerState.CLOSED, now, trigger);
		this.recoveredAfter = recoveredAfter;
		this.failedRecoveries = 0;
		this.relapses = 0;
		this.detector = new NaiveDetector(this.plan.rules(), 1, now);
		if (this.incident) {
			this.told.add(new Told("incident ended", null, null, null, now));
			this.incident = false;
		}
	}

	private void move(BreakerState to, long now, Trigger trigger) {
		this.told.add(new Told("moved", this.state, to, trigger, now));
		this.notClosed += (this.state != BreakerState.CLOSED) ? now - this.since : 0;
		this.state = to;
		this.since = now;
		this.earliest = now;
		this.period++;
	}

	/**
	 * Computes how long the present state lasts, from its beginning.
	 */
	private void computeLengths() {
		this.wait = NaiveWaits.open(this.plan.openFor(), this.plan.openForMax(), this.plan.jitter(),
				this.failedRecoveries, this.die, this.asked);
		this.rampLength = rampOf(this.relapses);
	}

	/**
	 * Asks for leave to make a call.
	 * @return leave, {@code null} if it is refused
	 */
	@Nullable Leave acquire(long now) {
		look(now);
		if (mode() == BreakerMode.DISABLED) {
			return new Leave(now);
		}
		Trial trial = null;
		boolean passes = switch (mode().rests() ? BreakerState.OPEN : this.state) {
			case CLOSED -> true;
			case OPEN -> false;
			case HALF_OPEN -> {
				boolean free = this.trials.size() < this.plan.places();
				if (free) {
					trial = new Trial(now);
					this.trials.add(trial);
				}
				yield free;
			}
			case RECOVERING -> this.ramp.passes(now - this.since, this.rampLength);
		};
		if (passes) {
			return new Leave(now, this.period, this.plan.slow() > 0, trial);
		}
		if (mode() == BreakerMode.OBSERVE) {
			count(Outcome.WOULD_REJECT);
			return new Leave(now);
		}
		count(Outcome.REJECTED);
		return null;
	}

	private void count(Outcome outcome) {
		this.totals.merge(outcome, 1L, Long::sum);
	}

	/**
	 * Returns how long a rejected caller should stay away, {@code null} where nobody can
	 * tell.
	 */
	@Nullable Long retryAfter(long now) {
		if (mode().rests()) {
			return (this.overrideEnd != null) ? Long.valueOf(this.overrideEnd - now) : null;
		}
		return switch (this.state) {
			case OPEN -> this.since + this.wait - now;
			case RECOVERING -> this.since + this.rampLength - now;
			case CLOSED, HALF_OPEN -> null;
		};
	}

	/**
	 * Settles a call.
	 * @return whether it was not settled before
	 */
	boolean settle(Leave leave, NaiveEnding ending, long now) {
		if (leave.settled) {
			return false;
		}
		leave.settled = true;
		if (!leave.counted) {
			return true;
		}
		Verdict verdict = ending.verdict(this.plan);
		boolean slow = ending != NaiveEnding.HAS_SEEN_ENOUGH && leave.measured && this.plan.slow() > 0
				&& now - measuredFrom(leave) > this.plan.slow();
		count(switch (verdict) {
			case SUCCESS -> slow ? Outcome.SLOW_SUCCESS : Outcome.SUCCESS;
			case FAILURE -> slow ? Outcome.SLOW_FAILURE : Outcome.FAILURE;
			case IGNORED -> Outcome.IGNORED;
			case CANCELLED -> Outcome.CANCELLED;
		});
		look(now);
		if (leave.period == this.period) {
			if (leave.trial != null) {
				settle(leave.trial, verdict, slow, ending, now);
				look(now);
			}
			else if (verdict == Verdict.SUCCESS || verdict == Verdict.FAILURE) {
				record(verdict == Verdict.FAILURE, slow, ending, now);
			}
		}
		return true;
	}

	private long measuredFrom(Leave leave) {
		return (leave.start != this.unmeasured) ? leave.start : leave.start + 1;
	}

	private void settle(Trial trial, Verdict verdict, boolean slow, NaiveEnding ending, long now) {
		boolean late = now >= trial.start + this.plan.trialTimeout();
		if (verdict == Verdict.IGNORED || verdict == Verdict.CANCELLED) {
			if (!late) {
				this.trials.remove(trial);
			}
		}
		else if (late) {
			trial.end = trial.start + this.plan.trialTimeout();
		}
		else {
			trial.end = now;
			trial.success = verdict == Verdict.SUCCESS && !slow;
			trial.asked = (verdict == Verdict.FAILURE) ? ending.asks(this.plan) : 0;
		}
	}

	private void record(boolean failed, boolean slow, NaiveEnding ending, long now) {
		int kind = failed ? (slow ? Kind.SLOW_FAILURE : Kind.FAILURE) : (slow ? Kind.SLOW : Kind.SUCCESS);
		Trip trip = this.detector.record(kind, now);
		if (trip != null) {
			open(now, Trigger.valueOf(trip.rule().name()), failed ? ending.asks(this.plan) : 0);
		}
	}

	void reset(long now) {
		look(now);
		close(now, Trigger.RESET, NO_RECOVERY);
	}

	/**
	 * Moves by hand.
	 * @return whether that is allowed
	 */
	boolean moveTo(BreakerState target, long now) {
		look(now);
		if (target == this.state) {
			return true;
		}
		if (mode().rests() || !mayFollow(this.state, target)) {
			return false;
		}
		switch (target) {
			case CLOSED -> close(now, Trigger.OPERATOR, this.relapses);
			case OPEN -> open(now, Trigger.OPERATOR, 0);
			case HALF_OPEN -> halfOpen(now, Trigger.OPERATOR);
			case RECOVERING -> recover(now, Trigger.OPERATOR);
		}
		look(now);
		return true;
	}

	/**
	 * Tells whether the picture of the states has an arrow.
	 */
	static boolean mayFollow(BreakerState from, BreakerState to) {
		return switch (from) {
			case CLOSED -> to == BreakerState.OPEN;
			case OPEN -> to == BreakerState.HALF_OPEN;
			case HALF_OPEN -> to != BreakerState.HALF_OPEN;
			case RECOVERING -> to == BreakerState.OPEN || to == BreakerState.CLOSED;
		};
	}

	void override(BreakerMode mode, @Nullable Long lasting, long now) {
		look(now);
		this.told.add(new Told("mode", mode(), mode, null, now));
		changeTerms(this.plan, mode, (lasting != null) ? Long.valueOf(now + lasting) : null, now);
		look(now);
	}

	void dropOverride(long now) {
		look(now);
		if (this.override != null) {
			endOverride(now);
			look(now);
		}
	}

	private void endOverride(long now) {
		this.told.add(new Told("mode", mode(), this.plan.mode(), null, now));
		changeTerms(this.plan, null, null, now);
	}

	void change(NaivePlan changed, long now) {
		look(now);
		if (changed != this.plan) {
			this.told.add(new Told("settings", null, null, null, now));
		}
		changeTerms(changed, this.override, this.overrideEnd, now);
		look(now);
	}

	/**
	 * Where the machine begins or ceases to rest, a new period begins; otherwise a change
	 * keeps the state, what it counted, and when it began.
	 */
	private void changeTerms(NaivePlan changed, @Nullable BreakerMode override, @Nullable Long end, long now) {
		boolean rested = mode().rests();
		this.plan = changed;
		this.override = override;
		this.overrideEnd = end;
		this.earliest = now;
		if (rested != mode().rests()) {
			this.period++;
			this.trials = new ArrayList<>();
			this.ramp = new NaiveRamp();
			boolean recovering = this.state == BreakerState.RECOVERING;
			this.detector = new NaiveDetector(changed.rules(), recovering ? 3 : 1, recovering ? this.since : now);
		}
		else if (!rested) {
			this.detector.adapt(changed.rules(), now);
		}
		computeLengths();
	}

	/**
	 * Returns the moments around which something may change.
	 */
	List<Long> edges(long now) {
		List<Long> edges = new ArrayList<>();
		if (this.overrideEnd != null) {
			edges.add(this.overrideEnd);
		}
		switch (this.state) {
			case CLOSED -> edges.add(this.since + RELAPSE);
			case OPEN -> edges.add(this.since + this.wait);
			case HALF_OPEN -> this.trials.forEach((trial) -> edges.add(trial.start + this.plan.trialTimeout()));
			case RECOVERING -> edges.add(this.since + this.rampLength);
		}
		NaiveDetector counting = detector();
		if (counting != null) {
			edges.addAll(counting.edges(now));
		}
		return edges;
	}

	/**
	 * Something a breaker tells.
	 *
	 * @param what the kind of the news
	 * @param from the state or the mode before
	 * @param to the state or the mode after
	 * @param trigger what a move was decided on
	 * @param at when
	 */
	record Told(String what, @Nullable Enum<?> from, @Nullable Enum<?> to, @Nullable Trigger trigger, long at) {
	}

	/**
	 * Leave to make a call.
	 */
	static final class Leave {

		private final long start;

		private final long period;

		private final boolean counted;

		private final boolean measured;

		private final @Nullable Trial trial;

		private boolean settled;

		private Leave(long start, long period, boolean measured, @Nullable Trial trial) {
			this.start = start;
			this.period = period;
			this.counted = true;
			this.measured = measured;
			this.trial = trial;
		}

		/**
		 * Creates leave for a call whose end nobody counts.
		 */
		private Leave(long start) {
			this.start = start;
			this.period = 0;
			this.counted = false;
			this.measured = false;
			this.trial = null;
		}

		long start() {
			return this.start;
		}

		long period() {
			return this.period;
		}

		boolean isTrial() {
			return this.trial != null;
		}

	}

	/**
	 * One trial.
	 */
	private static final class Trial {

		private final long start;

		/** When it was settled, {@code null} while it is not. */
		private @Nullable Long end;

		private boolean success;

		private long asked;

		Trial(long start) {
			this.start = start;
		}

	}

}
