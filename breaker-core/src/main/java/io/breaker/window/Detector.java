package io.breaker.window;

import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * Counts the calls of one period and tells when they are enough to open. The door of this
 * package. Safe for use by many threads, without locks.
 */
public final class Detector {

	private final TripSpec spec;

	private final int lenience;

	private final LongSupplier successes;

	private final TripRule rule;

	private final @Nullable Run run;

	private Detector(TripSpec spec, int lenience, LongSupplier successes, TripRule rule, @Nullable Run run) {
		this.spec = spec;
		this.lenience = lenience;
		this.successes = successes;
		this.rule = rule;
		this.run = (spec.consecutive() > 0) ? (run != null) ? run : new Run() : null;
	}

	/**
	 * Creates a detector that has seen nothing.
	 * @param spec what shall open
	 * @param lenience by what the evidence and its time are divided; 1 for all of it
	 * @param successes how many calls succeeded in time so far, each of them counted
	 * there before it is recorded here; read when a call was bad
	 * @param now the present time
	 * @return the detector
	 */
	public static Detector create(TripSpec spec, int lenience, LongSupplier successes, long now) {
		return new Detector(spec, lenience, successes, rule(spec, lenience, successes, now), null);
	}

	private static TripRule rule(TripSpec spec, int lenience, LongSupplier successes, long now) {
		return spec.hasWindow() ? WindowRule.create(spec, now) : Score.create(spec, lenience, successes);
	}

	/**
	 * Returns a detector for changed rules that has seen the same calls, as far as this
	 * one still knows them. A call counted while it happens may be missing.
	 * @param changed what shall open from now on
	 * @param now the present time
	 * @return the detector
	 */
	public Detector adapt(TripSpec changed, long now) {
		if (changed.equals(this.spec)) {
			return this;
		}
		TripRule adapted = null;
		if (this.rule instanceof Score score && !changed.hasWindow()) {
			adapted = score.adapt(changed);
		}
		else if (this.rule instanceof WindowRule window) {
			adapted = window.adapt(changed);
		}
		if (adapted == null) {
			adapted = rule(changed, this.lenience, this.successes, now);
			this.rule.replay((adapted instanceof WindowRule window) ? window.store() : (Score) adapted, now);
		}
		return new Detector(changed, this.lenience, this.successes, adapted, this.run);
	}

	/**
	 * Counts a call.
	 * @param kind one of {@link Kind}
	 * @param now when it ended, if it failed or was slow, or if {@link #isDated()}
	 * @return what is met now, {@code null} for nothing
	 */
	public @Nullable Trip record(int kind, long now) {
		Trip trip = this.rule.record(kind, now);
		if (this.run != null) {
			Trip inRow = this.run.record(this.spec.isBad(kind), this.spec.consecutive());
			return (trip != null) ? trip : inRow;
		}
		return trip;
	}

	/**
	 * Tells whether {@link #record} needs to know the time of calls that are well, too.
	 * @return whether there is a window of time
	 */
	public boolean isDated() {
		return this.rule.isDated();
	}

	/**
	 * Tells whether {@link #record} needs to be told of calls that are well. Otherwise it
	 * is enough to count them where this detector reads how many there were.
	 * @return whether there is a window or a limit of failures in a row
	 */
	public boolean heedsSuccesses() {
		return this.rule.heedsSuccesses() || this.run != null;
	}

	/**
	 * Tells how much of what would open is there.
	 * @param now the present time
	 * @return from 0 to 1
	 */
	public double progress(long now) {
		double main = this.rule.progress(now);
		return (this.run != null) ? Math.max(main, this.run.progress(this.spec.consecutive())) : main;
	}

	/**
	 * Returns what the window holds.
	 * @param now the present time
	 * @return the counts, {@code null} without a window
	 */
	public @Nullable Counts counts(long now) {
		return this.rule.counts(now);
	}

	/**
	 * Returns how many calls of what the window holds count as failed.
	 * @param counts what the window holds
	 * @return failed calls, with the slow ones where they share the failure rate
	 */
	public long bad(Counts counts) {
		return counts.bad(this.spec.slowShares());
	}

}
