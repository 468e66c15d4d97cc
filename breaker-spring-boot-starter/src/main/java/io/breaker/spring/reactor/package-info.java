/**
 * Guards reactive types: Reactor, and all that the registry of reactive adapters knows.
 */
@NullMarked
package io.breaker.spring.reactor;

import org.jspecify.annotations.NullMarked;
