package io.breaker.window;

import org.jspecify.annotations.Nullable;

/**
 * Exact rates over a window, held against their thresholds.
 */
final class WindowRule implements TripRule {

	/*
	 * A call that is well makes no share of bad calls greater. It can meet a threshold
	 * only by making the calls enough, or as the first after bad or good ones left a
	 * window of time. So once enough calls were judged in a stretch, only the bad ones of
	 * that stretch are judged, each after it was added: the last of them sees all.
	 */

	private static final long NONE = Long.MIN_VALUE;

	private final TripSpec spec;

	private final WindowStore store;

	/** The stretch in which enough calls were judged last, and met no threshold. */
	private volatile long settled = NONE;

	private WindowRule(TripSpec spec, WindowStore store) {
		this.spec = spec;
		this.store = store;
	}

	static WindowRule create(TripSpec spec, long now) {
		WindowStore store = (spec.windowCalls() > 0) ? new CountWindow(spec.windowCalls())
				: new TimeWindow(spec.windowNanos(), spec.slices(), now);
		return new WindowRule(spec, store);
	}

	/**
	 * Returns a rule with other thresholds over the same samples.
	 * @param changed the new thresholds
	 * @return the rule, {@code null} if the window itself changes
	 */
	@Nullable WindowRule adapt(TripSpec changed) {
		boolean same = changed.windowCalls() == this.spec.windowCalls()
				&& changed.windowNanos() == this.spec.windowNanos();
		return same ? new WindowRule(changed, this.store) : null;
	}

	WindowStore store() {
		return this.store;
	}

	@Override
	public @Nullable Trip record(int kind, long now) {
		long stretch = this.store.add(kind, now);
		if (kind == Kind.SUCCESS && stretch <= this.settled) {
			return null;
		}
		Counts counts = this.store.counts(now);
		if (counts.calls() < this.spec.minimumCalls()) {
			return null;
		}
		Trip trip = judge(counts);
		settle((trip == null) ? stretch : NONE);
		return trip;
	}

	private void settle(long stretch) {
		if (this.settled != stretch) {
			this.settled = stretch;
		}
	}

	private @Nullable Trip judge(Counts counts) {
		long bad = counts.bad(this.spec.slowShares());
		if (TripSpec.reaches(bad, counts.calls(), this.spec.failureMillionths())) {
			return new Trip(Trip.Rule.FAILURE_RATE, bad, counts.calls());
		}
		if (!this.spec.slowShares() && TripSpec.reaches(counts.slow(), counts.calls(), this.spec.slowMillionths())) {
			return new Trip(Trip.Rule.SLOW_CALL_RATE, counts.slow(), counts.calls());
		}
		return null;
	}

	@Override
	public boolean isDated() {
		return this.spec.windowNanos() > 0;
	}

	@Override
	public boolean heedsSuccesses() {
		return true;
	}

	@Override
	public double progress(long now) {
		Counts counts = this.store.counts(now);
		if (counts.calls() < this.spec.minimumCalls()) {
			return 0;
		}
		double failed = share(counts.bad(this.spec.slowShares()), counts.calls(), this.spec.failureMillionths());
		double slow = this.spec.slowShares() ? 0 : share(counts.slow(), counts.calls(), this.spec.slowMillionths());
		return Math.min(1, Math.max(failed, slow));
	}

	private static double share(long part, long of, long millionths) {
		return (double) part / of * TripSpec.WHOLE / millionths;
	}

	@Override
	public @Nullable Counts counts(long now) {
		return this.store.counts(now);
	}

	@Override
	public void replay(Sink sink, long now) {
		this.store.replay(sink, now);
	}

}
