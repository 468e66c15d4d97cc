package io.breaker.window;

import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A detector whose rules change while it counts keeps what it has seen, as far as the new
 * rules can use it.
 */
class DetectorAdaptTests {

	private static final long SECOND = 1_000_000_000L;

	private long now = Long.MAX_VALUE - SECOND;

	private long successes;

	@Test
	void staysTheSameWhenNothingChanges() {
		Detector detector = create(spec(10, 0, 500_000));

		Detector adapted = detector.adapt(spec(10, 0, 500_000), this.now);

		assertThat(adapted).isSameAs(detector);
	}

	@Test
	void keepsAllSamplesWhenOnlyThresholdsChange() {
		Detector detector = create(spec(10, 0, 1_000_000));
		record(detector, "SFFSF");

		Detector adapted = detector.adapt(spec(10, 0, 500_000), this.now);

		assertThat(adapted.counts(this.now)).isEqualTo(new Counts(5, 3, 0, 0));
		assertThat(adapted.record(Kind.SUCCESS, this.now)).isEqualTo(new Trip(Trip.Rule.FAILURE_RATE, 3, 6));
	}

	@Test
	void keepsAllSamplesWhenTheWindowOfCallsGrows() {
		Detector detector = create(spec(3, 0, 1_000_000));
		record(detector, "FSFSS");

		Detector adapted = detector.adapt(spec(10, 0, 1_000_000), this.now);

		assertThat(adapted.counts(this.now)).isEqualTo(new Counts(3, 1, 0, 0));
	}

	@Test
	void keepsTheNewestSamplesWhenTheWindowOfCallsShrinks() {
		Detector detector = create(spec(10, 0, 1_000_000));
		record(detector, "FFFFFSSFS");

		Detector adapted = detector.adapt(spec(3, 0, 1_000_000), this.now);

		assertThat(adapted.counts(this.now)).isEqualTo(new Counts(3, 1, 0, 0));
		adapted.record(Kind.SUCCESS, this.now);
		assertThat(adapted.counts(this.now)).isEqualTo(new Counts(3, 1, 0, 0));
		adapted.record(Kind.SUCCESS, this.now);
		assertThat(adapted.counts(this.now)).isEqualTo(new Counts(3, 0, 0, 0));
	}

	@Test
	void datesSamplesWithTheChangeWhenCallsBecomeTime() {
		Detector detector = create(spec(10, 0, 1_000_000));
		record(detector, "SFBWS");
		this.now += 5 * SECOND;

		Detector adapted = detector.adapt(spec(0, 20 * SECOND, 1_000_000), this.now);

		assertThat(adapted.counts(this.now)).isEqualTo(new Counts(5, 2, 2, 1));
		assertThat(adapted.counts(this.now + 20 * SECOND - 1)).isEqualTo(new Counts(5, 2, 2, 1));
		assertThat(adapted.counts(this.now + 20 * SECOND)).isEqualTo(new Counts(0, 0, 0, 0));
	}

	@Test
	void keepsSamplesOfTimeInTheOrderOfTheirSlicesWhenTimeBecomesCalls() {
		Detector detector = create(spec(0, 20 * SECOND, 1_000_000));
		record(detector, "FF");
		this.now += SECOND;
		record(detector, "SWB");

		Detector adapted = detector.adapt(spec(3, 0, 1_000_000), this.now);

		assertThat(adapted.counts(this.now)).isEqualTo(new Counts(3, 1, 2, 1));
	}

	@Test
	void keepsTheAgeOfSamplesWhenTheWindowOfTimeChangesItsLength() {
		Detector detector = create(spec(0, 20 * SECOND, 1_000_000));
		record(detector, "FF");
		this.now += 10 * SECOND;
		record(detector, "S");

		Detector shorter = detector.adapt(spec(0, 5 * SECOND, 1_000_000), this.now);
		Detector longer = detector.adapt(spec(0, 40 * SECOND, 1_000_000), this.now);

		assertThat(shorter.counts(this.now)).isEqualTo(new Counts(1, 0, 0, 0));
		assertThat(longer.counts(this.now + 26 * SECOND)).isEqualTo(new Counts(3, 2, 0, 0));
		assertThat(longer.counts(this.now + 32 * SECOND)).isEqualTo(new Counts(1, 0, 0, 0));
	}

	@Test
	void countsWindowSamplesAsEvidence() {
		Detector detector = create(spec(10, 0, 1_000_000));
		record(detector, "FFFSFF");

		Detector adapted = detector.adapt(score(500_000, 5, 0), this.now);

		assertThat(adapted.progress(this.now)).isEqualTo(0.8);
		assertThat(adapted.record(Kind.FAILURE, this.now)).isEqualTo(new Trip(Trip.Rule.EVIDENCE, 6, 7));
	}

	@Test
	void keepsTheEvidenceOfOneSliceWhenTheNextHasNoSuccess() {
		Detector detector = create(spec(0, 20 * SECOND, 1_000_000));
		record(detector, "F");
		this.now += SECOND;
		record(detector, "F");

		Detector adapted = detector.adapt(score(500_000, 4, 0), this.now);

		assertThat(adapted.progress(this.now)).isEqualTo(0.5);
	}

	@Test
	void beginsNoStreakWithSlicesWithoutFailures() {
		Detector detector = create(spec(0, 20 * SECOND, 1_000_000));
		record(detector, "S");
		this.now += 10 * SECOND;
		Detector adapted = detector.adapt(score(500_000, 2, SECOND), this.now);
		adapted.record(Kind.FAILURE, this.now);

		assertThat(adapted.record(Kind.FAILURE, this.now)).isNull();
	}

	@Test
	void beginsAnEmptyWindowAfterEvidence() {
		Detector detector = create(score(500_000, 15, 0));
		record(detector, "FFF");

		Detector adapted = detector.adapt(spec(10, 0, 500_000), this.now);

		assertThat(adapted.counts(this.now)).isEqualTo(new Counts(0, 0, 0, 0));
	}

	@Test
	void keepsTheStreakWhenOnlyTheEvidenceChanges() {
		Detector detector = create(score(500_000, 15, SECOND));
		record(detector, "FFF");
		this.now += SECOND;

		Detector adapted = detector.adapt(score(500_000, 4, SECOND), this.now);

		assertThat(adapted.record(Kind.FAILURE, this.now)).isEqualTo(new Trip(Trip.Rule.EVIDENCE, 4, 4));
	}

	@Test
	void keepsTheNumberOfNetFailuresWhenTheFailureRateOfTheScoreChanges() {
		Detector detector = create(score(500_000, 10, 0));
		record(detector, "FFFFFF");

		Detector stricter = detector.adapt(score(200_000, 10, 0), this.now);
		Detector laxer = detector.adapt(score(800_000, 10, 0), this.now);

		assertThat(stricter.progress(this.now)).isEqualTo(0.6);
		assertThat(laxer.progress(this.now)).isEqualTo(0.15);
	}

	@Test
	void forgetsARestOfAStreakThatIsTooSmallForTheNewRate() {
		Detector detector = create(score(1, 10, 0));
		record(detector, "F");
		for (int i = 0; i < 999_998; i++) {
			record(detector, "S");
		}
		assertThat(detector.progress(this.now)).isPositive();

		Detector adapted = detector.adapt(score(1_000_000, 10, 0), this.now);

		assertThat(adapted.progress(this.now)).isZero();
	}

	@Test
	void keepsFailuresInARowWhileThatRuleStays() {
		Detector detector = create(new TripSpec(10, 0, 20, 10, 1_000_000, 0, 15, 0, 5));
		record(detector, "FFF");

		Detector adapted = detector.adapt(new TripSpec(0, 0, 20, 10, 1_000_000, 0, 15, 0, 4), this.now);

		assertThat(adapted.record(Kind.FAILURE, this.now)).isEqualTo(new Trip(Trip.Rule.CONSECUTIVE_FAILURES, 4, 4));
	}

	@Test
	void countsFailuresInARowAnewWhenThatRuleCameBack() {
		Detector detector = create(new TripSpec(0, 0, 20, 10, 500_000, 0, 15, 0, 5));
		record(detector, "FFF");

		Detector adapted = detector.adapt(score(500_000, 15, 0), this.now)
			.adapt(new TripSpec(0, 0, 20, 10, 500_000, 0, 15, 0, 2), this.now);

		assertThat(adapted.record(Kind.FAILURE, this.now)).isNull();
		assertThat(adapted.record(Kind.FAILURE, this.now)).isEqualTo(new Trip(Trip.Rule.CONSECUTIVE_FAILURES, 2, 2));
	}

	@Test
	void agreesWithItsTwinThroughAnyChanges() {
		for (long seed = 0; seed < 1_500; seed++) {
			SplittableRandom random = new SplittableRandom(seed);
			Twins twins = new Twins(any(random), random.nextBoolean() ? 1 : 3, Twins.pick(random, Twins.STARTS));
			for (int change = 0; change < 6; change++) {
				twins.play(random, 40, Twins.pick(random, 1L, SECOND / 10, 3 * SECOND, 40 * SECOND));
				twins.adapt(random.nextInt(3) == 0 ? sameWindow(random, twins.spec()) : any(random));
			}
		}
	}

	private static TripSpec any(SplittableRandom random) {
		return switch (random.nextInt(3)) {
			case 0 -> Twins.spec(random, Twins.pick(random, Twins.WINDOWS), 0);
			case 1 -> Twins.spec(random, 0, Twins.pick(random, SECOND, SECOND + 1, 7 * SECOND, 30 * SECOND));
			default -> Twins.spec(random, 0, 0);
		};
	}

	private static TripSpec sameWindow(SplittableRandom random, TripSpec spec) {
		return Twins.spec(random, spec.windowCalls(), spec.windowNanos());
	}

	private static TripSpec spec(int calls, long nanos, int millionths) {
		return new TripSpec(calls, nanos, 20, (calls > 0) ? Math.min(calls, 6) : 6, millionths, 0, 15, 0, 0);
	}

	private static TripSpec score(int millionths, int evidence, long nanos) {
		return new TripSpec(0, 0, 20, 20, millionths, 0, evidence, nanos, 0);
	}

	private Detector create(TripSpec spec) {
		return Detector.create(spec, 1, () -> this.successes, this.now);
	}

	/**
	 * Records calls: S succeeded, F failed, W was slow, B failed slowly.
	 */
	private @Nullable Trip record(Detector detector, String calls) {
		Trip last = null;
		for (char call : calls.toCharArray()) {
			this.successes += (call == 'S') ? 1 : 0;
			last = detector.record("SFWB".indexOf(call), this.now);
		}
		return last;
	}

}
