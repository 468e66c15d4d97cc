package io.breaker.window;

import java.util.SplittableRandom;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The score is held against the CUSUM test in fractions.
 */
// INV-24, INV-30
class ScoreTwinTests {

	@ParameterizedTest
	@ValueSource(ints = { 1, 5_000, 333_334, 333_400, 400_000, 500_000, 666_667, 750_000, 800_000, 999_999, 1_000_000 })
	void tripsExactlyWhenTheFractionsSaySo(int millionths) {
		for (long seed = 0; seed < 150; seed++) {
			SplittableRandom random = new SplittableRandom(31L * millionths + seed);
			TripSpec drawn = Twins.spec(random, 0, 0);
			TripSpec spec = new TripSpec(0, 0, 20, 20, millionths, 0, drawn.evidence(), drawn.evidenceNanos(),
					drawn.consecutive());
			Twins twins = new Twins(spec, random.nextBoolean() ? 1 : 3, Twins.pick(random, Twins.STARTS));

			twins.play(random, 300, Twins.pick(random, 1L, 100L, spec.evidenceNanos() / 10, spec.evidenceNanos()));
		}
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 3 })
	void tripsAtTheNanosecondAtWhichTheStreakIsLongEnough(int lenience) {
		for (long start : Twins.STARTS) {
			Twins twins = new Twins(new TripSpec(0, 0, 20, 20, 500_000, 0, 3, 1_000, 0), lenience, start);
			long edge = (1_000 + lenience - 1) / lenience;
			twins.record(Kind.FAILURE);
			twins.record(Kind.FAILURE);
			twins.record(Kind.FAILURE);

			twins.advance(edge - 1);
			assertThat(twins.record(Kind.FAILURE)).isNull();
			twins.advance(1);

			assertThat(twins.record(Kind.FAILURE)).isEqualTo(new Trip(Trip.Rule.EVIDENCE, 5, 5));
		}
	}

	@Test
	void takesTwentySevenOfFortyFiveOrFifteenInARowAtFortyPercent() {
		TripSpec spec = new TripSpec(0, 0, 20, 20, 400_000, 0, 15, 0, 0);
		Twins inRow = new Twins(spec, 1, 0);
		Twins mixed = new Twins(spec, 1, 0);
		for (int i = 0; i < 14; i++) {
			assertThat(inRow.record(Kind.FAILURE)).isNull();
		}
		for (int i = 0; i < 9; i++) {
			mixed.record(Kind.FAILURE);
			mixed.record(Kind.FAILURE);
			mixed.record(Kind.SUCCESS);
			mixed.record(Kind.FAILURE);
			mixed.record(Kind.SUCCESS);
		}

		assertThat(inRow.record(Kind.FAILURE)).isEqualTo(new Trip(Trip.Rule.EVIDENCE, 15, 15));
		assertThat(mixed.record(Kind.FAILURE)).isNotNull();
	}

}
