package io.breaker.window;

import org.jspecify.annotations.Nullable;

/**
 * The main rule by which a breaker opens: the evidence, or an exact window.
 */
interface TripRule {

	/**
	 * Counts a call.
	 * @param kind what counts of it
	 * @param now when it ended, if it failed or was slow, or if {@link #isDated}
	 * @return what is met now, {@code null} for nothing
	 */
	@Nullable Trip record(int kind, long now);

	/**
	 * Tells whether {@link #record} needs to know the time of calls that are well, too.
	 */
	boolean isDated();

	/**
	 * Tells whether {@link #record} does anything for a call that is well.
	 */
	boolean heedsSuccesses();

	/**
	 * Tells how much of what would open is there, from 0 to 1.
	 */
	double progress(long now);

	/**
	 * Returns what is counted, {@code null} where no single calls are kept.
	 */
	@Nullable Counts counts(long now);

	/**
	 * Hands the samples on, oldest first.
	 */
	void replay(Sink sink, long now);

	/**
	 * Takes samples over from a rule with other settings.
	 */
	interface Sink {

		void accept(int kind, long count, long at);

	}

}
