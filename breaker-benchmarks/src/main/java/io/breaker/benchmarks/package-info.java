/**
 * What a call costs through this breaker and through its peers, measured with JMH. Each
 * path of a call is one benchmark, each library is one class of contenders, and
 * {@link io.breaker.benchmarks.Main} runs them and prints the ratios.
 */
package io.breaker.benchmarks;
