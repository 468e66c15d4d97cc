package io.breaker.micrometer;

import java.time.Duration;

import io.breaker.Breaker;
import io.breaker.rates.RecentRates;
import io.breaker.rates.Rates;
import org.jspecify.annotations.Nullable;

/**
 * A breaker that is measured. Held by its meters, so that they tell the truth for as long
 * as they exist.
 *
 * @param breaker the breaker
 * @param recent its rates
 */
record Subject(Breaker breaker, RecentRates recent) {

	private static final double NANOS_PER_SECOND = 1e9;

	double failureRate() {
		return defined(rates().failure());
	}

	double slowRate() {
		return defined(rates().slow());
	}

	double openSeconds() {
		Duration notClosed = this.breaker.snapshot().notClosed();
		return notClosed.toNanos() / NANOS_PER_SECOND;
	}

	private Rates rates() {
		return this.recent.of(this.breaker);
	}

	private static double defined(@Nullable Double rate) {
		return (rate != null) ? rate : Double.NaN;
	}

}
