/**
 * What the health of the application says of its breakers.
 */
@NullMarked
package io.breaker.spring.health;

import org.jspecify.annotations.NullMarked;
