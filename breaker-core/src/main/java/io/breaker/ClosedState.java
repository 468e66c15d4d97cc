package io.breaker;

import io.breaker.event.BreakerState;
import io.breaker.event.Evidence;
import io.breaker.window.Detector;
import io.breaker.window.Trip;
import org.jspecify.annotations.Nullable;

/**
 * The callee is well: every call passes and is counted.
 */
final class ClosedState extends State {

	/**
	 * For a state that no recovery led to.
	 */
	static final int NO_RELAPSE = -1;

	/**
	 * An opening within this time after a recovery is a relapse.
	 */
	private static final long RELAPSE_NANOS = 5_000_000_000L;

	private final Detector detector;

	private final int relapses;

	private final boolean dated;

	/**
	 * Creates a state that has counted nothing.
	 * @param relapses how many relapses the recovery had that led here,
	 * {@link #NO_RELAPSE} where none led here
	 */
	ClosedState(Position position, int relapses) {
		this(position, relapses,
				Detector.create(position.terms().tripSpec, 1, position.terms().successes, position.since()));
	}

	private ClosedState(Position position, int relapses, Detector detector) {
		super(position, false, !detector.heedsSuccesses());
		this.detector = detector;
		this.relapses = relapses;
		this.dated = this.timed || detector.isDated();
	}

	@Override
	BreakerState kind() {
		return BreakerState.CLOSED;
	}

	@Override
	Admission admit(long now) {
		return this;
	}

	@Override
	@Nullable Trip count(Admission admission, int kind, long now, @Nullable Throwable failure, long asked) {
		return this.detector.record(kind, now);
	}

	@Override
	boolean isDated() {
		return this.dated;
	}

	@Override
	Detector detector() {
		return this.detector;
	}

	@Override
	OpenState opened(Evidence evidence, Cause cause, long now, int die, long asked) {
		boolean relapse = this.relapses != NO_RELAPSE && now - this.position.since() <= RELAPSE_NANOS;
		return new OpenState(this.position.next(now),
				new Outage(evidence, cause, 0, relapse ? Outage.more(this.relapses) : 0), die, asked);
	}

	@Override
	State adapted(Terms changed, long now) {
		return new ClosedState(this.position.under(changed, now), this.relapses,
				this.detector.adapt(changed.tripSpec, now));
	}

	@Override
	State resumed(Position after, long now) {
		return new ClosedState(after, this.relapses,
				Detector.create(after.terms().tripSpec, 1, after.terms().successes, now));
	}

}
