/**
 * How outcomes are counted, and when they are enough to open.
 * {@link io.breaker.window.Detector} is the door; everything that passes through it is a
 * primitive or a small record. Not exported, and a stranger to every other package.
 */
@NullMarked
package io.breaker.window;

import org.jspecify.annotations.NullMarked;
