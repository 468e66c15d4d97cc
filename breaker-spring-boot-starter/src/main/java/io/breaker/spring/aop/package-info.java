/**
 * The aspect: which methods are guarded, by which breaker, with which fallbacks, and how
 * each return type is guarded. {@link io.breaker.spring.aop.BreakerAdvisor} is the door.
 */
@NullMarked
package io.breaker.spring.aop;

import org.jspecify.annotations.NullMarked;
