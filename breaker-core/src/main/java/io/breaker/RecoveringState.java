package io.breaker;

import java.util.concurrent.atomic.AtomicLong;

import io.breaker.config.Rate;
import io.breaker.event.BreakerState;
import io.breaker.event.Evidence;
import io.breaker.event.Trigger;
import io.breaker.window.Detector;
import io.breaker.window.Trip;
import org.jspecify.annotations.Nullable;

/**
 * The callee is back: a growing share of the calls passes, so that their return does not
 * bring it down again.
 */
final class RecoveringState extends State {

	/*
	 * The share grows in a straight line from a tenth to all over the length of the ramp.
	 * Each call adds the share of the moment to a credit; it passes when the credit gets
	 * over a whole. So of any ten calls at a share of 30 % three pass, evenly spread,
	 * without a die. The credit begins a tenth short of a whole: the first call passes.
	 */

	private static final long FIRST_SHARE = Rate.WHOLE / 10;

	/**
	 * By what the evidence is divided while recovering.
	 */
	private static final int LENIENCE = 3;

	private final Outage outage;

	private final Detector detector;

	private final AtomicLong credit;

	private final long ramp;

	RecoveringState(Position position, Outage outage) {
		this(position, outage,
				Detector.create(position.terms().tripSpec, LENIENCE, position.terms().successes, position.since()),
				new AtomicLong(Rate.WHOLE - FIRST_SHARE));
	}

	private RecoveringState(Position position, Outage outage, Detector detector, AtomicLong credit) {
		super(position, true);
		this.outage = outage;
		this.detector = detector;
		this.credit = credit;
		this.ramp = Waits.ramp(this.terms.settings, outage.relapses());
	}

	@Override
	BreakerState kind() {
		return BreakerState.RECOVERING;
	}

	@Override
	@Nullable Admission admit(long now) {
		long share = share(now - this.position.since());
		long before = this.credit.getAndAdd(share);
		return (Math.floorMod(before, (long) Rate.WHOLE) + share >= Rate.WHOLE) ? this : null;
	}

	/**
	 * Returns which share of the calls passes, in millionths.
	 */
	private long share(long elapsed) {
		if (elapsed >= this.ramp) {
			return Rate.WHOLE;
		}
		return FIRST_SHARE + (Rate.WHOLE - FIRST_SHARE) * Math.max(0, elapsed) / this.ramp;
	}

	@Override
	@Nullable Trip count(Admission admission, int kind, long now, @Nullable Throwable failure, long asked) {
		return this.detector.record(kind, now);
	}

	@Override
	long remaining(long now) {
		return this.ramp - (now - this.position.since());
	}

	@Override
	long retryAfter(long now) {
		return remaining(now);
	}

	@Override
	Move due(long now, Die die) {
		Position after = this.position.next(this.position.since() + this.ramp);
		return new Move(new ClosedState(after, this.outage.relapses()), new Evidence(Trigger.RAMP_COMPLETE, 0, 0));
	}

	@Override
	Outage outage() {
		return this.outage;
	}

	@Override
	Detector detector() {
		return this.detector;
	}

	@Override
	OpenState opened(Evidence evidence, Cause cause, long now, int die, long asked) {
		return new OpenState(this.position.next(now), this.outage.afterFailedRecovery(evidence, cause, 1), die, asked);
	}

	@Override
	State adapted(Terms changed, long now) {
		return new RecoveringState(this.position.under(changed, now), this.outage,
				this.detector.adapt(changed.tripSpec, now), this.credit);
	}

	@Override
	State resumed(Position after, long now) {
		return new RecoveringState(after, this.outage);
	}

}
