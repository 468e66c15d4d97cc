package io.breaker.window;

import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A window of calls is held against a list, call by call.
 */
// INV-22, INV-23, INV-24
class CountWindowTwinTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 10, 100, 1_000 })
	void holdsExactlyTheLastCalls(int size) {
		for (long seed = 0; seed < 60; seed++) {
			SplittableRandom random = new SplittableRandom(1_000 * size + seed);
			Twins twins = new Twins(Twins.spec(random, size, 0), 1, Twins.pick(random, Twins.STARTS));

			twins.play(random, Math.max(100, Math.min(5 * size, 1_500)), 1_000_000_000L);
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 3, 10, 100, 1_000 })
	void forgetsEveryFailureWhenSuccessesPushThemOut(int size) {
		SplittableRandom random = new SplittableRandom(size);
		Twins twins = new Twins(Twins.spec(random, size, 0), 1, Long.MAX_VALUE);
		for (int i = 0; i < 2 * size; i++) {
			twins.record(random.nextInt(4));
		}

		for (int i = 0; i < size + 1; i++) {
			twins.record(Kind.SUCCESS);
		}
	}

}
