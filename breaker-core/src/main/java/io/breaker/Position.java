package io.breaker;

/**
 * Where a state stands in the life of its breaker.
 *
 * @param terms what people decided
 * @param period the number of the period, counted from 1
 * @param sequence the number of the state, counted from 1: every compare-and-set adds one
 * @param since when the breaker moved into this kind of state
 */
record Position(Terms terms, long period, long sequence, long since) {

	/**
	 * Returns the place after a move.
	 */
	Position next(long now) {
		return new Position(this.terms, this.period + 1, this.sequence + 1, now);
	}

	/**
	 * Returns the place after a change of terms within a period.
	 */
	Position under(Terms changed) {
		return new Position(changed, this.period, this.sequence + 1, this.since);
	}

	/**
	 * Returns the place after a change of terms by which the machine begins or ceases to
	 * rest: what was let through before does not count any more.
	 */
	Position renewedUnder(Terms changed) {
		return new Position(changed, this.period + 1, this.sequence + 1, this.since);
	}

}
