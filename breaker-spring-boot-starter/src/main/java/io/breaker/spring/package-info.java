/**
 * The annotation, and what an application implements to shape its breakers.
 */
@NullMarked
package io.breaker.spring;

import org.jspecify.annotations.NullMarked;
