package io.breaker.config;

import java.math.BigDecimal;

/**
 * A share, kept exactly: a whole number of millionths. {@code 33.34%} is 333,400
 * millionths. Rates are compared in integers, so a third of the calls is below 33.34 %
 * and one call of 200 is exactly 0.5 %.
 *
 * @since 0.1.0
 */
public final class Rate implements Comparable<Rate> {

	/**
	 * The number of parts in a whole.
	 */
	public static final int WHOLE = 1_000_000;

	private static final int DECIMALS = 4;

	private final int millionths;

	private Rate(int millionths) {
		this.millionths = millionths;
	}

	/**
	 * Returns a rate of so many percent.
	 * @param percent a number from 0 to 100 with at most four decimals
	 * @return the rate
	 * @throws IllegalArgumentException if the number is outside the range, finer than
	 * four decimals, or no number
	 */
	public static Rate percent(double percent) {
		if (Double.isNaN(percent) || Double.isInfinite(percent)) {
			throw new IllegalArgumentException("'percent' must be a number but was " + percent);
		}
		return percent(BigDecimal.valueOf(percent));
	}

	/**
	 * Returns a rate of so many millionths.
	 * @param millionths a number from 0 to {@value #WHOLE}
	 * @return the rate
	 * @throws IllegalArgumentException if the number is outside the range
	 */
	public static Rate millionths(int millionths) {
		if (millionths < 0 || millionths > WHOLE) {
			throw new IllegalArgumentException("'millionths' must be from 0 to " + WHOLE + " but was " + millionths);
		}
		return new Rate(millionths);
	}

	static Rate percent(BigDecimal percent) {
		if (percent.signum() < 0 || percent.compareTo(BigDecimal.valueOf(100)) > 0) {
			throw new IllegalArgumentException("'percent' must be from 0 to 100 but was " + percent);
		}
		BigDecimal shortest = percent.stripTrailingZeros();
		if (shortest.scale() > DECIMALS) {
			throw new IllegalArgumentException("'percent' must have at most four decimals but was " + percent);
		}
		return new Rate(shortest.movePointRight(DECIMALS).intValueExact());
	}

	/**
	 * Returns the exact value.
	 * @return the rate in millionths
	 */
	public int millionths() {
		return this.millionths;
	}

	/**
	 * Returns the value for people.
	 * @return the rate in percent
	 */
	public double percent() {
		return this.millionths / 10_000.0;
	}

	@Override
	public int compareTo(Rate other) {
		return Integer.compare(this.millionths, other.millionths);
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Rate rate && rate.millionths == this.millionths;
	}

	@Override
	public int hashCode() {
		return this.millionths;
	}

	/**
	 * Returns the rate as it is written in configuration, such as {@code 33.34%}.
	 */
	@Override
	public String toString() {
		return BigDecimal.valueOf(this.millionths, DECIMALS).stripTrailingZeros().toPlainString() + "%";
	}

}
