package io.breaker;

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

}
