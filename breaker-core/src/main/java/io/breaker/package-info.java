/**
 * The machine: what a breaker is and does. {@link io.breaker.BreakerRegistry} is the
 * door, {@link io.breaker.Breaker} the thing behind it.
 * <p>
 * The path of a call, whatever its style: {@code DefaultBreaker} asks the {@code Guard},
 * the state admits, the call runs, its end is judged by the failure rules and counted by
 * the state that admitted it, one compare-and-set moves, and the {@code Announcer} tells.
 */
@NullMarked
package io.breaker;

import org.jspecify.annotations.NullMarked;
