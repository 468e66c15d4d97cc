/**
 * What the user decides: immutable values. {@link io.breaker.config.SettingsBuilder} is
 * the door; defaults and limits stand in {@link io.breaker.config.Settings} and nowhere
 * else. This package knows no other package of the project.
 */
@NullMarked
package io.breaker.config;

import org.jspecify.annotations.NullMarked;
