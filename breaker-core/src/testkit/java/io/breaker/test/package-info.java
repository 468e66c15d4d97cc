/**
 * Helps to test code that is guarded by a breaker: time that a test drives, assertions,
 * states at the push of a button, and faults on demand. Needs AssertJ.
 */
@NullMarked
package io.breaker.test;

import org.jspecify.annotations.NullMarked;
