package io.breaker;

import io.breaker.config.Rate;
import io.breaker.config.Settings;
import io.breaker.event.BreakerState;
import io.breaker.event.Evidence;
import io.breaker.event.Trigger;
import io.breaker.window.Kind;
import io.breaker.window.Trip;
import org.jspecify.annotations.Nullable;

/**
 * A few trials find out whether the callee is back. Decides as soon as the outcome is
 * certain, and cannot be stuck: a trial that is not settled in time has failed.
 */
final class HalfOpenState extends State {

	private final Outage outage;

	private final TrialBook book;

	private final int places;

	private final int needed;

	private final long timeout;

	HalfOpenState(Position position, Outage outage, TrialBook book) {
		super(position, true);
		this.outage = outage;
		this.book = book;
		this.places = this.terms.settings.require(Settings.TRIAL_CALLS);
		this.needed = needed(this.places, this.terms.settings.require(Settings.RECOVERY_RATE));
		this.timeout = this.terms.settings.require(Settings.TRIAL_TIMEOUT).toNanos();
	}

	/**
	 * Returns how many trials must succeed: the smallest number that reaches the rate.
	 * With 10 trials and 75 % that is 8.
	 */
	static int needed(int places, Rate rate) {
		return (int) (((long) places * rate.millionths() + Rate.WHOLE - 1) / Rate.WHOLE);
	}

	@Override
	BreakerState kind() {
		return BreakerState.HALF_OPEN;
	}

	@Override
	@Nullable Admission admit(long now) {
		if (this.book.isFull(this.places)) {
			return null;
		}
		return this.book.admit(new Trial(this.period, this.measured, now), this.places);
	}

	@Override
	@Nullable Trip count(Admission admission, int kind, long now, @Nullable Throwable failure, long asked) {
		((Trial) admission).settle(kind == Kind.SUCCESS, now, this.timeout, failure, asked);
		return null;
	}

	@Override
	void giveBack(Admission admission, long now) {
		Trial trial = (Trial) admission;
		if (trial.isPending(now, this.timeout)) {
			this.book.remove(trial);
		}
	}

	@Override
	long remaining(long now) {
		return (this.book.succeeded() >= this.needed) ? 0
				: this.book.untilFailed(this.places - this.needed + 1, now, this.timeout);
	}

	@Override
	@Nullable Move due(long now, Die die) {
		int succeeded = this.book.succeeded();
		int failed = this.book.failed(now, this.timeout);
		if (succeeded >= this.needed) {
			Evidence evidence = new Evidence(Trigger.TRIALS_SUCCEEDED, succeeded, (long) succeeded + failed);
			return new Move(recovered(now), evidence, succeeded, failed);
		}
		long certain = this.book.untilFailed(this.places - this.needed + 1, now, this.timeout);
		if (certain > 0) {
			return null;
		}
		Trial.Result last = this.book.lastFailure();
		Evidence evidence = new Evidence(Trigger.TRIALS_FAILED, failed, (long) succeeded + failed);
		State open = opened(evidence, Cause.of((last != null) ? last.failure() : null), now + certain, die.roll(),
				this.book.asked());
		return new Move(open, evidence, succeeded, failed);
	}

	private State recovered(long now) {
		Position after = this.position.next(now);
		boolean ramp = Waits.ramp(this.terms.settings, this.outage.relapses()) > 0;
		return ramp ? new RecoveringState(after, this.outage) : new ClosedState(after, this.outage.relapses());
	}

	@Override
	Outage outage() {
		return this.outage;
	}

	@Override
	OpenState opened(Evidence evidence, Cause cause, long now, int die, long asked) {
		return new OpenState(this.position.next(now), this.outage.afterFailedRecovery(evidence, cause, 0), die, asked);
	}

	@Override
	State adapted(Terms changed, long now) {
		return new HalfOpenState(this.position.under(changed, now), this.outage, this.book);
	}

	@Override
	State resumed(Position after, long now) {
		return new HalfOpenState(after, this.outage, new TrialBook());
	}

}
