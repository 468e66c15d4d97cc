package io.breaker.shop.web;

import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.config.BreakerMode;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;

/**
 * What the page shows of a breaker. The whole of it is in {@code /actuator/breakers}.
 *
 * @param state the state
 * @param mode the mode
 * @param retryAfter seconds until the next call can pass, {@code null} where calls pass
 * @param openings how often it opened
 * @param rejected how many calls it rejected
 * @param wouldReject how many calls it would have rejected
 */
record BreakerLook(BreakerState state, BreakerMode mode, @Nullable Double retryAfter, long openings, long rejected,
		long wouldReject) {

	static BreakerLook at(Breaker breaker) {
		BreakerSnapshot now = breaker.snapshot();
		Double retryAfter = (now.retryAfter() != null) ? now.retryAfter().toMillis() / 1e3 : null;
		return new BreakerLook(now.state(), now.mode(), retryAfter, now.openings(), now.totals().rejected(),
				now.totals().wouldReject());
	}

}
