/**
 * The dashboard: a page that shows every breaker and lets operators act, served by the
 * actuator.
 */
@NullMarked
package io.breaker.spring.dashboard;

import org.jspecify.annotations.NullMarked;
