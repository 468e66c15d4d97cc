package io.breaker.window;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A detector and its twin, which see the same calls and must agree after every step.
 */
final class Twins {

	static final int[] RATES = { 1, 5_000, 333_334, 333_400, 400_000, 500_000, 666_667, 750_000, 800_000, 999_999,
			1_000_000 };

	static final int[] WINDOWS = { 1, 2, 3, 10, 100, 1_000 };

	static final long[] STARTS = { Long.MAX_VALUE, Long.MAX_VALUE - 1_000_000_000L, Long.MIN_VALUE, Long.MIN_VALUE + 3,
			-1, 0, 1, -7_000_000_000L, 5_000_000_000L };

	private final long start;

	private final NaiveDetector twin;

	private final List<String> steps = new ArrayList<>();

	private TripSpec spec;

	private Detector detector;

	private long elapsed;

	private long successes;

	Twins(TripSpec spec, int lenience, long start) {
		this.start = start;
		this.spec = spec;
		this.detector = Detector.create(spec, lenience, () -> this.successes, now());
		this.twin = new NaiveDetector(spec, lenience, 0);
		this.steps.add(spec + " lenience " + lenience + " start " + start);
	}

	long now() {
		return this.start + this.elapsed;
	}

	TripSpec spec() {
		return this.spec;
	}

	/**
	 * Counts a call.
	 * @return what both say is met
	 */
	@Nullable Trip record(int kind) {
		this.steps.add("record " + kind + " at " + this.elapsed);
		this.successes += (kind == Kind.SUCCESS) ? 1 : 0;
		Trip trip = this.detector.record(kind, (kind != Kind.SUCCESS || this.detector.isDated()) ? now() : 0);
		check(trip, this.twin.record(kind, this.elapsed));
		agree();
		return trip;
	}

	void adapt(TripSpec changed) {
		this.steps.add("adapt to " + changed + " at " + this.elapsed);
		this.spec = changed;
		this.detector = this.detector.adapt(changed, now());
		this.twin.adapt(changed, this.elapsed);
		agree();
	}

	void advance(long nanos) {
		this.elapsed += Math.max(0, nanos);
		this.steps.add("time " + this.elapsed);
		agree();
	}

	/**
	 * Moves on to a moment around which something changes, or a nanosecond beside it.
	 */
	void advanceToEdge(SplittableRandom random) {
		List<Long> edges = this.twin.edges(this.elapsed);
		if (!edges.isEmpty()) {
			advance(edges.get(random.nextInt(edges.size())) + random.nextInt(-1, 2) - this.elapsed);
		}
	}

	private void agree() {
		check(this.detector.counts(now()), this.twin.counts(this.elapsed));
		double progress = this.detector.progress(now());
		double expected = this.twin.progress(this.elapsed);
		if (Math.abs(progress - expected) > 1e-9) {
			check(progress, expected);
		}
	}

	private void check(@Nullable Object real, @Nullable Object expected) {
		if ((real != null) ? !real.equals(expected) : expected != null) {
			assertThat(real).as(() -> String.join("\n", this.steps)).isEqualTo(expected);
		}
	}

	/**
	 * Records a mixture of calls, with a mood that changes now and then.
	 */
	void play(SplittableRandom random, int length, long longestStep) {
		int mood = random.nextInt(4);
		for (int i = 0; i < length; i++) {
			if (random.nextInt(20) == 0) {
				mood = random.nextInt(4);
			}
			switch (random.nextInt(8)) {
				case 0 -> advanceToEdge(random);
				case 1 -> advance(random.nextLong(longestStep + 1));
				default -> record(kind(random, mood));
			}
		}
	}

	private static int kind(SplittableRandom random, int mood) {
		return switch (mood) {
			case 0 -> Kind.SUCCESS;
			case 1 -> (random.nextInt(3) == 0) ? Kind.FAILURE : Kind.SUCCESS;
			case 2 -> random.nextInt(4);
			default -> (random.nextInt(8) == 0) ? Kind.SUCCESS : Kind.FAILURE;
		};
	}

	static int pick(SplittableRandom random, int... choices) {
		return choices[random.nextInt(choices.length)];
	}

	static long pick(SplittableRandom random, long... choices) {
		return choices[random.nextInt(choices.length)];
	}

	/**
	 * Draws settings over their ranges, limits included.
	 */
	static TripSpec spec(SplittableRandom random, int windowCalls, long windowNanos) {
		int most = (windowCalls > 0) ? windowCalls : 30;
		int minimum = random.nextBoolean() ? 1 : random.nextInt(1, most + 1);
		boolean window = windowCalls > 0 || windowNanos > 0;
		return new TripSpec(windowCalls, windowNanos, 20, minimum, pick(random, RATES),
				(window && random.nextBoolean()) ? pick(random, RATES) : 0, pick(random, 1, 2, 3, 15, 100, 1_000_000),
				pick(random, 0L, 1L, 2L, 3L, 4L, 1_000_000_000L, 3_600_000_000_000L),
				random.nextBoolean() ? 0 : pick(random, 1, 2, 5, 1_000_000));
	}

}
