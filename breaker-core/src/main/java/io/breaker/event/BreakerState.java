package io.breaker.event;

import java.util.EnumSet;
import java.util.Set;

/**
 * What a breaker found out about its callee.
 *
 * <pre>
 *             a trip rule is met                the wait is over
 *  CLOSED ────────────────────────▶ OPEN ───────────────────────▶ HALF_OPEN
 *     ▲                              ▲  ▲                          │     │
 *     │                              │  └─ recovery not possible ──┘     │ recovery certain
 *     │                              └──── a trip rule is met ─────┐     ▼
 *     └───────────────────── the ramp is complete ──────────── RECOVERING
 * </pre>
 *
 * With {@code ramp: 0s} a recovery leads straight to {@code CLOSED}. A reset leads there
 * from everywhere.
 *
 * @since 0.1.0
 */
public enum BreakerState {

	/**
	 * The callee is well; every call passes.
	 */
	CLOSED,

	/**
	 * The callee is down; every call is rejected until the wait is over.
	 */
	OPEN,

	/**
	 * A few trials find out whether the callee is back.
	 */
	HALF_OPEN,

	/**
	 * The callee is back; a growing share of the calls passes.
	 */
	RECOVERING;

	/**
	 * Returns where a move can lead from here.
	 * @return the states that follow in the picture
	 */
	public Set<BreakerState> successors() {
		return switch (this) {
			case CLOSED -> EnumSet.of(OPEN);
			case OPEN -> EnumSet.of(HALF_OPEN);
			case HALF_OPEN -> EnumSet.of(OPEN, RECOVERING, CLOSED);
			case RECOVERING -> EnumSet.of(OPEN, CLOSED);
		};
	}

}
