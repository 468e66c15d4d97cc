/**
 * What {@code application.yml}, environment variables and the other sources of Spring's
 * environment decide about breakers, and where each value was written.
 */
@NullMarked
package io.breaker.spring.environment;

import org.jspecify.annotations.NullMarked;
