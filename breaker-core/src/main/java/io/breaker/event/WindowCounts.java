package io.breaker.event;

/**
 * What an exact window holds.
 *
 * @param calls how many calls
 * @param failures how many of them failed, slowly or not
 * @param slow how many of them were slow, failed or not
 * @since 0.1.0
 */
public record WindowCounts(long calls, long failures, long slow) {
}
