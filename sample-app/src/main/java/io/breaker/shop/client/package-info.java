/**
 * How the shop calls its backend. This is what the sample is about: each class shows one
 * idea, and could stand like this in an application of yours.
 */
@NullMarked
package io.breaker.shop.client;

import org.jspecify.annotations.NullMarked;
