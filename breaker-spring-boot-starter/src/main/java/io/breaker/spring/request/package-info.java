/**
 * How requests to actuator endpoints are read, and how they are refused: every key that
 * nobody knows is named, and nothing is dropped in silence.
 * {@link io.breaker.spring.request.Order} is the door.
 */
@NullMarked
package io.breaker.spring.request;

import org.jspecify.annotations.NullMarked;
