package io.breaker.window;

import java.math.BigInteger;

import org.jspecify.annotations.Nullable;

/**
 * The CUSUM test in fractions: a failure adds 1, a success takes t / (1 - t) away, never
 * below 0; it trips at {@code evidence} * min(4, max(1, t / (1 - t))) when the streak has
 * lasted for {@code evidence-time}, when a call fails. The sum is kept as a fraction of
 * whole numbers.
 */
final class NaiveScore {

	private static final BigInteger MILLION = BigInteger.valueOf(1_000_000);

	private TripSpec spec;

	private final BigInteger lenience;

	/** The sum as a fraction: this, over {@link #unit}. */
	private BigInteger sum = BigInteger.ZERO;

	/** How many parts a failure has: 1 - t in millionths, at least 1. */
	private BigInteger unit;

	private long start;

	private long bad;

	private long calls;

	NaiveScore(TripSpec spec, int lenience) {
		this.spec = spec;
		this.lenience = BigInteger.valueOf(lenience);
		this.unit = unit(spec);
	}

	private static BigInteger unit(TripSpec spec) {
		return MILLION.subtract(rate(spec)).max(BigInteger.ONE);
	}

	private static BigInteger rate(TripSpec spec) {
		return BigInteger.valueOf(spec.failureMillionths());
	}

	/**
	 * Takes other thresholds over. A sum of so many failures stays one of so many,
	 * rounded down to what the new fraction can say.
	 */
	void adapt(TripSpec changed) {
		BigInteger parts = unit(changed);
		this.sum = this.sum.multiply(parts).divide(this.unit);
		this.unit = parts;
		this.spec = changed;
	}

	void add(boolean failed, long at) {
		if (!failed && this.sum.signum() == 0) {
			return;
		}
		if (this.sum.signum() == 0) {
			this.start = at;
			this.bad = 0;
			this.calls = 0;
		}
		this.calls++;
		if (failed) {
			this.bad++;
			this.sum = this.sum.add(this.unit);
		}
		else if (this.spec.failureMillionths() == 1_000_000) {
			this.sum = BigInteger.ZERO;
		}
		else {
			this.sum = this.sum.subtract(rate(this.spec)).max(BigInteger.ZERO);
		}
	}

	@Nullable Trip record(boolean failed, long now) {
		add(failed, now);
		return (failed && isEnough() && isLongEnough(now)) ? new Trip(Trip.Rule.EVIDENCE, this.bad, this.calls) : null;
	}

	/**
	 * Returns the limit as a fraction over {@link #unit}: min(4 * unit, max(unit, t)) for
	 * each net failure asked for, since t / (1 - t) is t over the unit.
	 */
	private BigInteger limit() {
		BigInteger four = this.unit.multiply(BigInteger.valueOf(4));
		BigInteger odds = (this.spec.failureMillionths() == 1_000_000) ? four : rate(this.spec);
		return four.min(this.unit.max(odds)).multiply(BigInteger.valueOf(this.spec.evidence()));
	}

	private boolean isEnough() {
		return this.sum.multiply(this.lenience).compareTo(limit()) >= 0;
	}

	private boolean isLongEnough(long now) {
		return BigInteger.valueOf(now - this.start)
			.multiply(this.lenience)
			.compareTo(BigInteger.valueOf(this.spec.evidenceNanos())) >= 0;
	}

	/**
	 * Returns the first moment at which the streak has lasted long enough.
	 */
	long longEnoughAt() {
		long third = this.lenience.longValue();
		return this.start + (this.spec.evidenceNanos() + third - 1) / third;
	}

	double progress() {
		return Math.min(1, this.sum.multiply(this.lenience).doubleValue() / limit().doubleValue());
	}

}
