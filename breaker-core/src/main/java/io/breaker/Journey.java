package io.breaker;

import io.breaker.event.BreakerState;

/**
 * The moves of a breaker from its first state to one of its states. Immutable: it is
 * published with the state it leads to, so whoever sees a state sees the move into it
 * counted.
 */
final class Journey {

	private static final int STATES = BreakerState.values().length;

	/**
	 * The journey to the first state.
	 */
	static final Journey NONE = new Journey(new long[STATES * STATES], 0);

	private final long[] moves;

	private final long notClosed;

	private Journey(long[] moves, long notClosed) {
		this.moves = moves;
		this.notClosed = notClosed;
	}

	/**
	 * Adds a move, and the time spent in the state that ends unless that was closed.
	 */
	Journey and(State from, State to) {
		long[] moves = this.moves.clone();
		moves[index(from.kind(), to.kind())]++;
		boolean closed = from.kind() == BreakerState.CLOSED;
		return new Journey(moves,
				closed ? this.notClosed : this.notClosed + to.position.since() - from.position.since());
	}

	private static int index(BreakerState from, BreakerState to) {
		return from.ordinal() * STATES + to.ordinal();
	}

	long moves(BreakerState from, BreakerState to) {
		return this.moves[index(from, to)];
	}

	long openings() {
		long openings = 0;
		for (BreakerState from : BreakerState.values()) {
			openings += moves(from, BreakerState.OPEN);
		}
		return openings;
	}

	/**
	 * Returns for how long the breaker was not closed.
	 * @param present the state this leads to, which is included
	 */
	long notClosed(State present, long now) {
		boolean closed = present.kind() == BreakerState.CLOSED;
		return closed ? this.notClosed : this.notClosed + Math.max(0, now - present.position.since());
	}

}
