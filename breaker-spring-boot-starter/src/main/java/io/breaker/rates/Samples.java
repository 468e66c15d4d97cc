package io.breaker.rates;

import java.util.ArrayList;
import java.util.List;

import io.breaker.Breaker;
import io.breaker.event.CallTotals;
import org.jspecify.annotations.Nullable;

/**
 * The totals of one breaker at a few moments, the oldest first. Immutable.
 *
 * @param breaker whose totals these are
 * @param samples what was read, and when
 */
record Samples(Breaker breaker, List<Sample> samples) {

	/**
	 * What a breaker had counted when it was made.
	 */
	static final CallTotals NOTHING = new CallTotals(0, 0, 0, 0, 0, 0, 0, 0);

	static Samples begin(Breaker breaker, long at, CallTotals totals) {
		return new Samples(breaker, List.of(new Sample(at, totals)));
	}

	/**
	 * Adds a sample, and forgets those that are older than the span and, where time
	 * stands still, those that say nothing new.
	 */
	Samples with(long at, long spanNanos, long leastDistanceNanos) {
		Sample last = this.samples.get(this.samples.size() - 1);
		if (at - last.at < leastDistanceNanos) {
			return this;
		}
		List<Sample> kept = new ArrayList<>(this.samples.size() + 1);
		for (Sample sample : this.samples) {
			if (at - sample.at <= spanNanos) {
				kept.add(sample);
			}
		}
		kept.add(new Sample(at, this.breaker.totals()));
		return new Samples(this.breaker, List.copyOf(kept));
	}

	/**
	 * Returns the oldest totals within the span.
	 * @return the totals, {@code null} where none were read
	 */
	@Nullable CallTotals oldest(long now, long spanNanos) {
		for (Sample sample : this.samples) {
			if (now - sample.at <= spanNanos) {
				return sample.totals;
			}
		}
		return null;
	}

	/**
	 * The totals at one moment.
	 *
	 * @param at the moment
	 * @param totals the totals
	 */
	record Sample(long at, CallTotals totals) {
	}

}
