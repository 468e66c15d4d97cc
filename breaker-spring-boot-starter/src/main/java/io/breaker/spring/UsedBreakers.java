package io.breaker.spring;

import java.util.Collection;

/**
 * Names breakers that code asks the registry for, later than at start. A bean of this
 * type keeps the check for breakers that are configured in vain from refusing them.
 *
 * <pre class="code">
 * &#064;Bean
 * UsedBreakers shops() {
 *     return () -&gt; List.of("shop-berlin", "shop-paris");
 * }
 * </pre>
 *
 * Names on annotations and those of injected breakers are known without it.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface UsedBreakers {

	/**
	 * Returns the names.
	 * @return names of breakers
	 */
	Collection<String> names();

}
