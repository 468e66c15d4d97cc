/**
 * What the answers of HTTP callees mean: statuses that are failures or neutral, and how
 * long a callee asks to be left alone. {@link io.breaker.spring.http.HttpFailureRules} is
 * the door.
 */
@NullMarked
package io.breaker.spring.http;

import org.jspecify.annotations.NullMarked;
