/**
 * Breakers as beans: injected by name, and named where nobody knows them.
 */
@NullMarked
package io.breaker.spring.inject;

import org.jspecify.annotations.NullMarked;
