/**
 * What operators see and do: the actuator endpoints {@code breakers} and
 * {@code breakerevents}, over HTTP and JMX.
 */
@NullMarked
package io.breaker.spring.actuate;

import org.jspecify.annotations.NullMarked;
