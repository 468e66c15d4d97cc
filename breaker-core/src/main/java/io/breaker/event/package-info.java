/**
 * What a breaker tells: records, and one listener interface to receive them. Knows the
 * configuration, because a change of settings is told with old and new; knows neither the
 * machine nor how it counts.
 */
@NullMarked
package io.breaker.event;

import org.jspecify.annotations.NullMarked;
