package io.breaker.window;

import java.util.SplittableRandom;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A window of time is held against a list of dated calls, at every edge of its slices and
 * a nanosecond beside it.
 */
// INV-22, INV-23, INV-30
class TimeWindowTwinTests {

	@ParameterizedTest
	@ValueSource(longs = { 1_000_000_000L, 1_000_000_001L, 1_000_000_019L, 7_777_777_777L, 30_000_000_000L,
			3_600_000_000_000L })
	void holdsTheCurrentSliceAndTheNineteenBefore(long length) {
		for (long seed = 0; seed < 80; seed++) {
			SplittableRandom random = new SplittableRandom(length + seed);
			Twins twins = new Twins(Twins.spec(random, 0, length), 1, Twins.pick(random, Twins.STARTS));

			twins.play(random, 300, Twins.pick(random, 1L, length / 20, length / 7, 2 * length));
		}
	}

	@ParameterizedTest
	@ValueSource(longs = { 1_000_000_000L, 1_000_000_001L, 7_777_777_777L })
	void losesACallAtTheEdgeOfItsSliceAndNotANanosecondBefore(long length) {
		for (long start : Twins.STARTS) {
			Twins twins = new Twins(new TripSpec(0, length, 20, 1, 500_000, 0, 15, 0, 0), 1, start);
			long slice = (length + 19) / 20;
			twins.record(Kind.FAILURE);

			twins.advance(20 * slice - 1);
			twins.advance(1);
			twins.record(Kind.SUCCESS);
			twins.advance(200 * slice);
		}
	}

}
