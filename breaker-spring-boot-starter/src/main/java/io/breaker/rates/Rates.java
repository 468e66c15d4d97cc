package io.breaker.rates;

import org.jspecify.annotations.Nullable;

/**
 * How a breaker's callee does at one moment, in percent from 0 to 100.
 *
 * @param failure the share of the calls that failed, slow ones included where they share
 * that rate; {@code null} where it is undefined
 * @param slow the share of the calls that were slow; {@code null} where it is undefined
 * @since 0.1.0
 */
public record Rates(@Nullable Double failure, @Nullable Double slow) {

	/**
	 * Both rates are undefined.
	 */
	public static final Rates UNDEFINED = new Rates(null, null);

}
