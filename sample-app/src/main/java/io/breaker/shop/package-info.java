/**
 * A small shop with a backend that can be broken by hand.
 */
@NullMarked
package io.breaker.shop;

import org.jspecify.annotations.NullMarked;
