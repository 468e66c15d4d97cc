package io.breaker.spring.elsewhere;

/**
 * Has a method that is visible only here, and that a proxy of a sub-class elsewhere
 * cannot override.
 */
public class SparesElsewhere {

	private final StringBuilder field = new StringBuilder("inherited");

	String inPackage() {
		return this.field.toString();
	}

}
