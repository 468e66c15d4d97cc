/**
 * Tells the log and the application what happens to breakers.
 */
@NullMarked
package io.breaker.spring.events;

import org.jspecify.annotations.NullMarked;
