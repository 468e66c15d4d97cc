/**
 * What a client of the application is told when a breaker turned a call away: {@code 503}
 * with a problem detail and {@code Retry-After}. One door for Spring MVC,
 * {@link io.breaker.spring.web.RejectedCallResolver}, and one for Spring WebFlux,
 * {@link io.breaker.spring.web.RejectedCallHandler}.
 */
@NullMarked
package io.breaker.spring.web;

import org.jspecify.annotations.NullMarked;
