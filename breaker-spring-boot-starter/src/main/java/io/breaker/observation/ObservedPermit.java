package io.breaker.observation;

import io.breaker.Permit;
import io.breaker.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A permit whose end is the end of an observation.
 */
final class ObservedPermit implements Permit {

	private final Permit permit;

	private final ObservedCall call;

	ObservedPermit(Permit permit, ObservedCall call) {
		this.permit = permit;
		this.call = call;
	}

	@Override
	public boolean success() {
		return success(null);
	}

	@Override
	public boolean success(@Nullable Object result) {
		boolean mine = this.permit.success(result);
		if (mine) {
			this.call.returned(result);
		}
		return mine;
	}

	@Override
	public boolean enough() {
		boolean mine = this.permit.enough();
		if (mine) {
			this.call.end(Outcome.SUCCESS, null);
		}
		return mine;
	}

	@Override
	public boolean failure(Throwable failure) {
		boolean mine = this.permit.failure(failure);
		if (mine) {
			this.call.threw(failure);
		}
		return mine;
	}

	@Override
	public boolean ignore() {
		boolean mine = this.permit.ignore();
		if (mine) {
			this.call.end(Outcome.IGNORED, null);
		}
		return mine;
	}

	@Override
	public boolean cancel() {
		boolean mine = this.permit.cancel();
		if (mine) {
			this.call.end(Outcome.CANCELLED, null);
		}
		return mine;
	}

}
