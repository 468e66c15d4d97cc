/**
 * Rates for people, sampled from the totals that breakers keep anyway. Knows nothing but
 * the core.
 */
@NullMarked
package io.breaker.rates;

import org.jspecify.annotations.NullMarked;
