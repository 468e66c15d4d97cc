package io.breaker.benchmarks;

import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;

/**
 * One way of making one call through one breaker, with all that can be made beforehand
 * made beforehand.
 *
 * @param call makes the call; what it returns or catches is what it returns
 * @param isInState tells whether the breaker is in the state that the path claims, and
 * has counted what came by
 */
record Contender(Callable<?> call, BooleanSupplier isInState) {
}
