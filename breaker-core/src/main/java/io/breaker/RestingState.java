package io.breaker;

import io.breaker.config.BreakerMode;
import io.breaker.event.BreakerState;
import io.breaker.event.Evidence;
import org.jspecify.annotations.Nullable;

/**
 * The machine rests, because people forced it open or disabled it. Keeps the state it was
 * in, and goes on from there in a new period.
 */
final class RestingState extends State {

	private final State rested;

	RestingState(Position position, State rested) {
		super(position, false);
		this.rested = rested;
	}

	@Override
	BreakerState kind() {
		return this.rested.kind();
	}

	@Override
	@Nullable Admission admit(long now) {
		return (this.terms.mode == BreakerMode.DISABLED) ? UNCOUNTED : null;
	}

	@Override
	long retryAfter(long now) {
		return this.terms.overrideRemaining(now);
	}

	@Override
	@Nullable Outage outage() {
		return this.rested.outage();
	}

	@Override
	State adapted(Terms changed, long now) {
		return this.rested.resumed(this.position.renewedUnder(changed, now), now);
	}

	@Override
	State resumed(Position after, long now) {
		return this.rested.resumed(after, now);
	}

	@Override
	State under(Terms changed, long now) {
		return changed.mode.rests() ? new RestingState(this.position.under(changed, now), this.rested)
				: adapted(changed, now);
	}

	@Override
	State reset(long now) {
		Position after = this.position.next(now);
		return new RestingState(after, new ClosedState(after, ClosedState.NO_RELAPSE));
	}

}
