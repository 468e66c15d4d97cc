package io.breaker;

/**
 * Where a state stands in the life of its breaker.
 *
 * @param terms what people decided
 * @param period the number of the period, counted from 1
 * @param sequence the number of the state, counted from 1: every compare-and-set adds one
 * @param since when the breaker moved into this kind of state
 * @param earliest before when no move can be dated: what people were told until then
 * stays true
 */
record Position(Terms terms, long period, long sequence, long since, long earliest) {

	/**
	 * Returns the place of a first state.
	 */
	static Position first(Terms terms, long now) {
		return new Position(terms, 1, 1, now, now);
	}

	/**
	 * Returns the place after a move.
	 * @param due when the move fell due
	 */
	Position next(long due) {
		long at = (due - this.earliest < 0) ? this.earliest : due;
		return new Position(this.terms, this.period + 1, this.sequence + 1, at, at);
	}

	/**
	 * Returns the place after a change of terms within a period.
	 */
	Position under(Terms changed, long now) {
		return new Position(changed, this.period, this.sequence + 1, this.since, now);
	}

	/**
	 * Returns the place after a change of terms by which the machine begins or ceases to
	 * rest: what was let through before does not count any more.
	 */
	Position renewedUnder(Terms changed, long now) {
		return new Position(changed, this.period + 1, this.sequence + 1, this.since, now);
	}

}
