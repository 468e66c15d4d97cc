/**
 * The backend of the shop: services that answer over HTTP on a port of their own, and
 * that can be broken by hand. In real life these are other people's machines.
 */
@NullMarked
package io.breaker.shop.backend;

import org.jspecify.annotations.NullMarked;
