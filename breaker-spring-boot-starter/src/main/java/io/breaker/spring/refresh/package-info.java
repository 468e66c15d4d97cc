/**
 * A changed environment, as Spring Cloud announces it, changes the living breakers.
 */
@NullMarked
package io.breaker.spring.refresh;

import org.jspecify.annotations.NullMarked;
