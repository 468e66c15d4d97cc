package io.breaker.spring.aop;

import java.util.List;

/**
 * A guarded method as people read it.
 *
 * @param breaker the name of the breaker
 * @param type the class or interface it was found in
 * @param method the method, such as {@code Inventory.stock(String)}
 * @param fallbacks the methods that answer in its place, in the order in which they are
 * tried
 * @param answersRejections whether one of them answers for a call that is turned away
 * @since 0.1.0
 */
public record GuardDescription(String breaker, String type, String method, List<String> fallbacks,
		boolean answersRejections) {

	/**
	 * Creates a guard.
	 * @param breaker the name of the breaker
	 * @param type the class or interface it was found in
	 * @param method the method
	 * @param fallbacks the methods that answer in its place
	 * @param answersRejections whether one of them answers for a call that is turned away
	 */
	public GuardDescription {
		fallbacks = List.copyOf(fallbacks);
	}

}
