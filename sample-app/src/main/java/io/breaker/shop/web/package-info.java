/**
 * The shop over HTTP: what customers ask, and what the page shows and does.
 */
@NullMarked
package io.breaker.shop.web;

import org.jspecify.annotations.NullMarked;
