package io.breaker.shop.visit;

/**
 * How many customers there are.
 *
 * @param rate how many look at each feature in a second, 0 for nobody
 * @param secondsLeft when they go home
 * @param visits how many visits they made
 */
public record Load(int rate, double secondsLeft, long visits) {

	static final Load NONE = new Load(0, 0, 0);

}
