package io.breaker.shop.visit;

/**
 * One visit.
 *
 * @param product which product it was about
 * @param served how it ended
 * @param text what the customer read
 * @param millis how long it took
 */
public record Visit(String product, Served served, String text, double millis) {
}
