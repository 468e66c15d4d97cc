/**
 * For tests of applications with guarded methods.
 * {@link io.breaker.spring.test.AutoConfigureBreakers} is the door.
 */
@NullMarked
package io.breaker.spring.test;

import org.jspecify.annotations.NullMarked;
