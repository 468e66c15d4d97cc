/**
 * Puts the rooms together. Depends on all of them; nothing depends on it.
 */
@NullMarked
package io.breaker.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
