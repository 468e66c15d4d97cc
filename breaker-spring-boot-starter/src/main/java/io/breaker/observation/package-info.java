/**
 * Observations of Micrometer: a note on the current one when a call is rejected, and one
 * of its own for every call where somebody wants that. Knows nothing of Spring.
 */
@NullMarked
package io.breaker.observation;

import org.jspecify.annotations.NullMarked;
