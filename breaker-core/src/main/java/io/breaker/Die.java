package io.breaker;

import java.util.concurrent.ThreadLocalRandom;

import io.breaker.config.Rate;
import io.breaker.config.TimeSource;

/**
 * Decides where in its spread a wait lies.
 */
@FunctionalInterface
interface Die {

	/**
	 * Throws the die.
	 * @return from -1,000,000 to 1,000,000
	 */
	int roll();

	/**
	 * Returns the die that goes with a time source. Where a test drives the time, every
	 * wait is as long as its setting says, so that the test ends the same each time.
	 * @param time the time source of the breakers
	 * @return a fair die, or one that always shows the middle
	 */
	static Die of(TimeSource time) {
		return time.driven() ? () -> 0 : () -> ThreadLocalRandom.current().nextInt(-Rate.WHOLE, Rate.WHOLE + 1);
	}

}
