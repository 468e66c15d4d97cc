/**
 * The customers of the shop, and what each of them gets.
 */
@NullMarked
package io.breaker.shop.visit;

import org.jspecify.annotations.NullMarked;
