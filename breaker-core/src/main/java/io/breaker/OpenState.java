package io.breaker;

import io.breaker.event.BreakerState;
import io.breaker.event.Evidence;
import io.breaker.event.Trigger;
import org.jspecify.annotations.Nullable;

/**
 * The callee is down: every call is turned away until the wait is over.
 */
final class OpenState extends State {

	private final Outage outage;

	private final int die;

	private final long asked;

	/**
	 * How long this state lasts, in nanoseconds from its beginning.
	 */
	final long wait;

	/**
	 * Creates a state.
	 * @param die from -1,000,000 to 1,000,000, where in its spread the wait is
	 * @param asked how long the callee asks to be left alone, in nanoseconds
	 */
	OpenState(Position position, Outage outage, int die, long asked) {
		super(position, true);
		this.outage = outage;
		this.die = die;
		this.asked = asked;
		this.wait = Waits.open(this.terms.settings, outage.failedRecoveries(), die, asked);
	}

	@Override
	BreakerState kind() {
		return BreakerState.OPEN;
	}

	@Override
	@Nullable Admission admit(long now) {
		return null;
	}

	@Override
	long remaining(long now) {
		return this.wait - (now - this.position.since());
	}

	@Override
	Move due(long now, Die die) {
		Position after = this.position.next(this.position.since() + this.wait);
		return new Move(new HalfOpenState(after, this.outage, new TrialBook()), new Evidence(Trigger.WAIT_OVER, 0, 0));
	}

	@Override
	long retryAfter(long now) {
		return remaining(now);
	}

	@Override
	Outage outage() {
		return this.outage;
	}

	@Override
	State adapted(Terms changed, long now) {
		return new OpenState(this.position.under(changed, now), this.outage, this.die, this.asked);
	}

	@Override
	State resumed(Position after, long now) {
		return new OpenState(after, this.outage, this.die, this.asked);
	}

}
