package io.breaker;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Rate;
import io.breaker.config.Settings;
import io.breaker.config.Window;
import io.breaker.window.TripSpec;

/**
 * Settings as a breaker gets them, and beside them the bare numbers for its twin. Times
 * in nanoseconds, shares in millionths.
 */
record NaivePlan(BreakerSettings settings, TripSpec rules, BreakerMode mode, long slow, long openFor, long openForMax,
		int jitter, int places, int recovery, long trialTimeout, long ramp, long rampMax, boolean judges,
		long askedMost) {

	private static final long MILLI = 1_000_000;

	private static final long SECOND = 1_000 * MILLI;

	private static final int[] RATES = { 1, 333_334, 333_400, 500_000, 600_000, 999_999, 1_000_000 };

	/**
	 * Draws plans over the ranges of the settings, no two of them equal.
	 */
	static List<NaivePlan> draw(int count) {
		SplittableRandom random = new SplittableRandom(20_260_101);
		Map<BreakerSettings, NaivePlan> plans = new LinkedHashMap<>();
		while (plans.size() < count) {
			NaivePlan plan = draw(random);
			plans.putIfAbsent(plan.settings, plan);
		}
		return new ArrayList<>(plans.values());
	}

	private static NaivePlan draw(SplittableRandom random) {
		int shape = random.nextInt(5);
		int windowCalls = (shape == 0) ? pick(random, 1, 2, 3, 5) : 0;
		long windowNanos = (shape == 1) ? pick(random, SECOND, SECOND + 1, 7 * SECOND) : 0;
		boolean window = shape < 2;
		long slow = (random.nextInt(3) == 0) ? pick(random, 1_000L, 100 * MILLI, SECOND) : 0;
		int slowRate = (window && slow > 0 && random.nextBoolean()) ? pick(random, RATES) : 0;
		int minimum = window ? 1 + random.nextInt((windowCalls > 0) ? windowCalls : 5) : 1;
		TripSpec rules = new TripSpec(windowCalls, windowNanos, Window.SLICES, minimum, pick(random, RATES), slowRate,
				pick(random, 1, 2, 3), pick(random, 0L, 1L, 100 * MILLI, SECOND),
				random.nextBoolean() ? 0 : pick(random, 1, 2, 3));
		BreakerMode mode = switch (random.nextInt(12)) {
			case 0 -> BreakerMode.OBSERVE;
			case 1 -> (random.nextBoolean()) ? BreakerMode.DISABLED : BreakerMode.FORCED_OPEN;
			default -> BreakerMode.ENFORCE;
		};
		long openFor = pick(random, MILLI, 300 * MILLI, SECOND);
		long ramp = pick(random, 0L, MILLI, SECOND);
		return plan(rules, mode, slow, openFor, pick(random, openFor, 5 * SECOND), random, ramp);
	}

	private static NaivePlan plan(TripSpec rules, BreakerMode mode, long slow, long openFor, long openForMax,
			SplittableRandom random, long ramp) {
		int jitter = pick(random, 0, 200_000, 900_000);
		int places = pick(random, 1, 1, 2, 3, 5);
		int recovery = pick(random, RATES);
		long timeout = pick(random, MILLI, 500 * MILLI, 10 * SECOND);
		long rampMax = pick(random, ramp, 20 * SECOND);
		boolean judges = random.nextBoolean();
		long asked = pick(random, 0L, 700 * MILLI, 60 * SECOND);
		BreakerSettings settings = BreakerSettings.of((s) -> {
			s.mode(mode)
				.set(Settings.FAILURE_RATE, Rate.millionths(rules.failureMillionths()))
				.evidence(rules.evidence())
				.evidenceTime(Duration.ofNanos(rules.evidenceNanos()))
				.minimumCalls(rules.minimumCalls())
				.openFor(Duration.ofNanos(openFor))
				.openForMax(Duration.ofNanos(openForMax))
				.set(Settings.OPEN_JITTER, Rate.millionths(jitter))
				.trialCalls(places)
				.set(Settings.RECOVERY_RATE, Rate.millionths(recovery))
				.trialTimeout(Duration.ofNanos(timeout))
				.ramp(Duration.ofNanos(ramp))
				.rampMax(Duration.ofNanos(rampMax))
				.retryAfterMax(Duration.ofNanos(asked));
			if (rules.windowCalls() > 0) {
				s.window(Window.ofCalls(rules.windowCalls()));
			}
			if (rules.windowNanos() > 0) {
				s.window(Window.ofTime(Duration.ofNanos(rules.windowNanos())));
			}
			if (slow > 0) {
				s.slowCall(Duration.ofNanos(slow));
			}
			if (rules.slowMillionths() > 0) {
				s.set(Settings.SLOW_CALL_RATE, Rate.millionths(rules.slowMillionths()));
			}
			if (rules.consecutive() > 0) {
				s.consecutiveFailures(rules.consecutive());
			}
			if (judges) {
				s.recordWhen(NaiveEnding.RECORD_WHEN)
					.recordResult(NaiveEnding.RECORD_RESULT)
					.retryAfter(NaiveEnding.RETRY_AFTER)
					.ignore(NaiveEnding.Neutral.class);
			}
		});
		return new NaivePlan(settings, rules, mode, slow, openFor, openForMax, jitter, places, recovery, timeout, ramp,
				rampMax, judges, asked);
	}

	private static int pick(SplittableRandom random, int... choices) {
		return choices[random.nextInt(choices.length)];
	}

	private static long pick(SplittableRandom random, long... choices) {
		return choices[random.nextInt(choices.length)];
	}

	/**
	 * Returns how many trials must succeed: the smallest number that reaches the rate.
	 */
	int needed() {
		int needed = 0;
		while (needed * 1_000_000L < (long) this.places * this.recovery) {
			needed++;
		}
		return needed;
	}

}
