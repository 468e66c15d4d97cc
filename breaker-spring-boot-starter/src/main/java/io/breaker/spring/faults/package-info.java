/**
 * Faults on purpose: calls through a breaker fail, take long or hang, for a given time.
 * Off unless switched on. {@link io.breaker.spring.faults.BreakerFaults} is the door.
 */
@NullMarked
package io.breaker.spring.faults;

import org.jspecify.annotations.NullMarked;
