package io.breaker.spring.actuate;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Numbers as they stand in an answer. What is undefined is absent.
 */
final class Figures {

	private static final int DECIMALS = 4;

	private Figures() {
	}

	/**
	 * Returns a duration in seconds, rounded up to a millisecond: whoever waits for so
	 * long does not come too early.
	 */
	static @Nullable Double seconds(@Nullable Duration duration) {
		return (duration != null) ? BigDecimal.valueOf(duration.toNanos(), 9).setScale(3, RoundingMode.UP).doubleValue()
				: null;
	}

	/**
	 * Returns a share or a percentage without noise in its last digits.
	 */
	static @Nullable Double rounded(@Nullable Double number) {
		return (number != null && Double.isFinite(number))
				? BigDecimal.valueOf(number).setScale(DECIMALS, RoundingMode.HALF_UP).doubleValue() : null;
	}

	/**
	 * Writes a number for people: two decimals, or two digits where it is small.
	 */
	static String plain(double number) {
		BigDecimal exact = BigDecimal.valueOf(number);
		BigDecimal short2 = (number < 0.1) ? exact.round(new MathContext(2, RoundingMode.HALF_UP))
				: exact.setScale(2, RoundingMode.HALF_UP);
		return short2.signum() == 0 ? "0" : short2.stripTrailingZeros().toPlainString();
	}

}
