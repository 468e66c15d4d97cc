package io.breaker.window;

import java.util.List;

/**
 * One call as a twin remembers it.
 *
 * @param at when it ended, in nanoseconds from the start of the test
 * @param kind one of {@link Kind}
 */
record NaiveSample(long at, int kind) {

	boolean failed() {
		return this.kind == Kind.FAILURE || this.kind == Kind.SLOW_FAILURE;
	}

	boolean slow() {
		return this.kind == Kind.SLOW || this.kind == Kind.SLOW_FAILURE;
	}

	/**
	 * Counts samples one by one.
	 */
	static Counts count(List<NaiveSample> samples) {
		long failures = 0;
		long slow = 0;
		long both = 0;
		for (NaiveSample sample : samples) {
			failures += sample.failed() ? 1 : 0;
			slow += sample.slow() ? 1 : 0;
			both += (sample.failed() && sample.slow()) ? 1 : 0;
		}
		return new Counts(samples.size(), failures, slow, both);
	}

}
