/**
 * Meters for Micrometer. Knows nothing of Spring.
 */
@NullMarked
package io.breaker.micrometer;

import org.jspecify.annotations.NullMarked;
