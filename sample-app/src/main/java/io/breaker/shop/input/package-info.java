/**
 * What people type, and how it is refused.
 */
@NullMarked
package io.breaker.shop.input;

import org.jspecify.annotations.NullMarked;
