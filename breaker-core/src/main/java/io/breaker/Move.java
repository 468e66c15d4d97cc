package io.breaker;

import io.breaker.event.Evidence;

/**
 * A way out of a state.
 *
 * @param to the state that follows
 * @param evidence what it was decided on
 * @param trialsSucceeded how many trials succeeded in the state that ends
 * @param trialsFailed how many trials failed in the state that ends
 */
record Move(State to, Evidence evidence, int trialsSucceeded, int trialsFailed) {

	Move(State to, Evidence evidence) {
		this(to, evidence, 0, 0);
	}

}
