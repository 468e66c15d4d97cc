package io.breaker.spring;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.aot.hint.annotation.Reflective;
import org.springframework.core.annotation.AliasFor;

/**
 * Guards a method, or every method of a class or an interface, with a circuit breaker.
 *
 * <pre class="code">
 * &#064;CircuitBreaker(name = "inventory", fallback = "lastKnownStock")
 * Stock stock(String sku) { … }
 *
 * Stock lastKnownStock(String sku, CallRejectedException rejected) { … }   // only when rejected
 * Stock lastKnownStock(String sku, IOException failure) { … }              // the nearest type wins
 * Stock lastKnownStock() { … }                                             // for every other failure
 * </pre>
 *
 * An annotation on a method wins over one on its class, and one on a class over one on
 * its interface. It can stand on an annotation of your own. What cannot work keeps the
 * application from starting.
 *
 * @since 0.1.0
 */
@Target({ ElementType.METHOD, ElementType.TYPE })
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Reflective
public @interface CircuitBreaker {

	/**
	 * The name of the breaker, an alias for {@link #name}.
	 * @return the name
	 */
	@AliasFor("name")
	String value() default "";

	/**
	 * The name of the breaker. Methods that name the same breaker share it. Without a
	 * name it is called after class and method, {@code inventory-client-stock}.
	 * Placeholders, {@code ${…}}, are resolved.
	 * @return the name
	 */
	@AliasFor("value")
	String name() default "";

	/**
	 * What answers when the call is rejected or fails: the name of a method of the same
	 * class, or {@code bean::method}. Of several, each is tried when the one before
	 * fails.
	 * <p>
	 * The parameters are any of those of the guarded method, by name or by type, and at
	 * most one exception, which says for which failures it answers. Without one it
	 * answers for all but errors. Ignored exceptions reach no fallback.
	 * @return the fallbacks
	 */
	String[] fallback() default {};

}
