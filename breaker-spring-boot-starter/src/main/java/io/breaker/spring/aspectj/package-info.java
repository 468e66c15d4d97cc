/**
 * The aspect for weaving, which also sees what no proxy can: calls on the same object,
 * private, final and static methods, and objects that Spring did not make. A thin door
 * into {@code io.breaker.spring.aop}.
 */
@NullMarked
package io.breaker.spring.aspectj;

import org.jspecify.annotations.NullMarked;
