package io.breaker.window;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The twin of {@link Detector}: lists and loops. Its time is counted from the start of
 * the test and never wraps around.
 */
public final class NaiveDetector {

	private final int lenience;

	private TripSpec spec;

	private @Nullable NaiveWindow window;

	private @Nullable NaiveScore score;

	private @Nullable NaiveRun run;

	public NaiveDetector(TripSpec spec, int lenience, long now) {
		this.lenience = lenience;
		this.spec = spec;
		this.run = (spec.consecutive() > 0) ? new NaiveRun() : null;
		begin(now);
	}

	private void begin(long now) {
		this.window = window(this.spec, now);
		this.score = (this.window == null) ? new NaiveScore(this.spec, this.lenience) : null;
	}

	private static @Nullable NaiveWindow window(TripSpec spec, long now) {
		if (spec.windowCalls() > 0) {
			return new NaiveCountWindow(spec.windowCalls());
		}
		return (spec.windowNanos() > 0) ? new NaiveTimeWindow(spec.windowNanos(), now) : null;
	}

	/**
	 * Counts a call.
	 * @return what is met now, {@code null} for nothing
	 */
	public @Nullable Trip record(int kind, long now) {
		boolean bad = isBad(kind);
		Trip main;
		if (this.window != null) {
			this.window.add(kind, now);
			main = judge(this.window.counts(now));
		}
		else {
			main = this.score.record(bad, now);
		}
		long inRow = (this.run != null) ? this.run.add(bad) : 0;
		if (main != null) {
			return main;
		}
		return (bad && this.run != null && inRow >= this.spec.consecutive())
				? new Trip(Trip.Rule.CONSECUTIVE_FAILURES, inRow, inRow) : null;
	}

	private boolean isBad(int kind) {
		boolean failed = kind == Kind.FAILURE || kind == Kind.SLOW_FAILURE;
		return failed || (kind == Kind.SLOW && this.spec.slowMillionths() == 0);
	}

	private @Nullable Trip judge(Counts counts) {
		if (counts.calls() < this.spec.minimumCalls()) {
			return null;
		}
		long bad = bad(counts);
		if (reaches(bad, counts.calls(), this.spec.failureMillionths())) {
			return new Trip(Trip.Rule.FAILURE_RATE, bad, counts.calls());
		}
		boolean slow = this.spec.slowMillionths() > 0
				&& reaches(counts.slow(), counts.calls(), this.spec.slowMillionths());
		return slow ? new Trip(Trip.Rule.SLOW_CALL_RATE, counts.slow(), counts.calls()) : null;
	}

	private static boolean reaches(long part, long calls, long millionths) {
		return Math.multiplyExact(part, 1_000_000L) >= Math.multiplyExact(calls, millionths);
	}

	/**
	 * Returns how many calls count as failed.
	 */
	public long bad(Counts counts) {
		boolean slowShares = this.spec.slowMillionths() == 0;
		return slowShares ? counts.failures() + counts.slow() - counts.slowFailures() : counts.failures();
	}

	/**
	 * Takes changed rules over, and as many samples as they can use.
	 */
	public void adapt(TripSpec changed, long now) {
		boolean sameWindow = changed.windowCalls() == this.spec.windowCalls()
				&& changed.windowNanos() == this.spec.windowNanos();
		this.spec = changed;
		if (changed.consecutive() == 0) {
			this.run = null;
		}
		else if (this.run == null) {
			this.run = new NaiveRun();
		}
		if (!sameWindow) {
			List<NaiveSample> samples = (this.window != null) ? this.window.samples(now) : List.of();
			begin(now);
			samples.forEach(this::take);
		}
		else if (this.score != null) {
			this.score.adapt(changed);
		}
	}

	private void take(NaiveSample sample) {
		if (this.window != null) {
			this.window.add(sample.kind(), sample.at());
		}
		else {
			this.score.add(isBad(sample.kind()), sample.at());
		}
	}

	/**
	 * Returns what the window holds, {@code null} without a window.
	 */
	public @Nullable Counts counts(long now) {
		return (this.window != null) ? this.window.counts(now) : null;
	}

	/**
	 * Returns how much of what would open is there, from 0 to 1.
	 */
	public double progress(long now) {
		double main = (this.window != null) ? progress(this.window.counts(now)) : this.score.progress();
		double inRow = (this.run != null) ? (double) this.run.length() / this.spec.consecutive() : 0;
		return Math.min(1, Math.max(main, inRow));
	}

	private double progress(Counts counts) {
		if (counts.calls() < this.spec.minimumCalls()) {
			return 0;
		}
		double failed = 1e6 * bad(counts) / counts.calls() / this.spec.failureMillionths();
		double slow = (this.spec.slowMillionths() > 0)
				? 1e6 * counts.slow() / counts.calls() / this.spec.slowMillionths() : 0;
		return Math.max(failed, slow);
	}

	/**
	 * Returns the moments around which something may change.
	 */
	public List<Long> edges(long now) {
		List<Long> edges = new ArrayList<>();
		if (this.window instanceof NaiveTimeWindow slices) {
			edges.add(slices.nextSlice(now));
			edges.add(slices.nextSlice(now + this.spec.windowNanos()));
		}
		if (this.score != null) {
			edges.add(this.score.longEnoughAt());
		}
		return edges;
	}

}
