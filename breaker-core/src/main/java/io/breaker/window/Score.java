package io.breaker.window;

import java.math.BigInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The evidence that more than a given share of the calls fails: the CUSUM test.
 */
final class Score implements TripRule, TripRule.Sink {

	/*
	 * Be t the failure rate. A failure adds 1, a success takes t / (1 - t) away, never
	 * below 0. The test trips at evidence * min(4, max(1, t / (1 - t))) when the sum has
	 * been above 0 for the evidence time.
	 *
	 * All of it is multiplied by (1 - t) and by a million to have whole numbers: a
	 * failure adds 1,000,000 - t, a success takes t, both in millionths. Example: t = 40
	 * %, evidence 15. A failure adds 600,000, a success takes 400,000, the limit is 15 *
	 * 600,000 = 9,000,000: 15 failures in a row, or 27 among 45 calls. At t = 100 % one
	 * success takes everything.
	 *
	 * Successes are counted elsewhere, and are taken away only when the sum is asked for:
	 * by the next bad call, which knows how many there were since the one before. Because
	 * they only take away, and never below 0, that is the same as taking each away when
	 * it comes. So a success touches nothing here, and only a bad call can trip. A new
	 * streak takes the place of the old one in a compare-and-set, so the sum and the
	 * start of the streak always belong together.
	 */

	private static final long HIGHEST = Long.MAX_VALUE / 8;

	private final TripSpec spec;

	private final int lenience;

	private final LongSupplier successes;

	private final long up;

	private final long down;

	private final long limit;

	private final AtomicReference<@Nullable Streak> streak;

	/**
	 * Creates a score.
	 * @param spec the thresholds
	 * @param lenience by what the evidence and its time are divided; 1 for all of it
	 * @param successes how many calls succeeded in time; each is counted there before it
	 * is recorded here
	 * @param streak where the streak is kept
	 */
	private Score(TripSpec spec, int lenience, LongSupplier successes, AtomicReference<@Nullable Streak> streak) {
		this.spec = spec;
		this.lenience = lenience;
		this.successes = successes;
		this.up = up(spec);
		this.down = (spec.failureMillionths() == TripSpec.WHOLE) ? HIGHEST : spec.failureMillionths();
		long weight = Math.min(4 * this.up, Math.max(this.up, this.down));
		this.limit = spec.evidence() * weight;
		this.streak = streak;
	}

	static Score create(TripSpec spec, int lenience, LongSupplier successes) {
		return new Score(spec, lenience, successes, new AtomicReference<>());
	}

	/**
	 * Returns a score with other thresholds and the same streak.
	 */
	Score adapt(TripSpec changed) {
		if (changed.failureMillionths() == this.spec.failureMillionths()) {
			return new Score(changed, this.lenience, this.successes, this.streak);
		}
		Streak current = current();
		Streak scaled = (current != null) ? current.scale(up(changed), this.up) : null;
		return new Score(changed, this.lenience, this.successes, new AtomicReference<>(scaled));
	}

	private static long up(TripSpec spec) {
		return Math.max(1, TripSpec.WHOLE - spec.failureMillionths());
	}

	@Override
	public @Nullable Trip record(int kind, long now) {
		if (kind == Kind.SUCCESS) {
			return null;
		}
		boolean bad = this.spec.isBad(kind);
		Streak streak = move(bad, 1, now);
		return (bad && streak != null && isEnough(streak, now)) ? new Trip(Trip.Rule.EVIDENCE, streak.bad, streak.calls)
				: null;
	}

	private @Nullable Streak move(boolean bad, long count, long now) {
		Streak before;
		Streak after;
		do {
			before = this.streak.get();
			long successes = this.successes.getAsLong();
			Streak present = Streak.drain(before, this.down, successes);
			after = bad ? Streak.grow(present, this.up, count, now, successes)
					: Streak.shrink(present, this.down, count);
		}
		while (!this.streak.compareAndSet(before, after));
		return after;
	}

	/**
	 * Returns the streak without what successes took away since the last bad call.
	 */
	private @Nullable Streak current() {
		return Streak.drain(this.streak.get(), this.down, this.successes.getAsLong());
	}

	private boolean isEnough(Streak streak, long now) {
		return streak.sum * this.lenience >= this.limit
				&& (now - streak.start) * this.lenience >= this.spec.evidenceNanos();
	}

	@Override
	public boolean isDated() {
		return false;
	}

	@Override
	public boolean heedsSuccesses() {
		return false;
	}

	@Override
	public double progress(long now) {
		Streak current = current();
		return (current != null) ? Math.min(1, (double) current.sum * this.lenience / this.limit) : 0;
	}

	@Override
	public @Nullable Counts counts(long now) {
		return null;
	}

	@Override
	public void replay(Sink sink, long now) {
		// A sum holds no single calls.
	}

	@Override
	public void accept(int kind, long count, long at) {
		if (count > 0) {
			move(this.spec.isBad(kind), count, at);
		}
	}

	/**
	 * The time since the sum last left 0. Immutable.
	 *
	 * @param sum the running sum, above 0
	 * @param start when it left 0
	 * @param bad how many bad calls since
	 * @param calls how many calls since
	 * @param successes how many of all successes it knows of
	 */
	private record Streak(long sum, long start, long bad, long calls, long successes) {

		static Streak grow(@Nullable Streak from, long up, long count, long now, long successes) {
			if (from == null) {
				return new Streak(sum(0, up, count), now, count, count, successes);
			}
			return new Streak(sum(from.sum, up, count), from.start, from.bad + count, from.calls + count, successes);
		}

		/**
		 * Takes away what successes took that it does not know of yet.
		 */
		static @Nullable Streak drain(@Nullable Streak from, long down, long successes) {
			if (from == null || successes <= from.successes) {
				return from;
			}
			Streak left = shrink(from, down, successes - from.successes);
			return (left != null) ? new Streak(left.sum, left.start, left.bad, left.calls, successes) : null;
		}

		static @Nullable Streak shrink(@Nullable Streak from, long down, long count) {
			if (from == null || from.sum <= down || (from.sum - 1) / down < count) {
				return null;
			}
			return new Streak(from.sum - down * count, from.start, from.bad, from.calls + count, from.successes);
		}

		private static long sum(long from, long up, long count) {
			return (count > (HIGHEST - from) / up) ? HIGHEST : from + up * count;
		}

		@Nullable Streak scale(long up, long oldUp) {
			BigInteger scaled = BigInteger.valueOf(this.sum)
				.multiply(BigInteger.valueOf(up))
				.divide(BigInteger.valueOf(oldUp))
				.min(BigInteger.valueOf(HIGHEST));
			return (scaled.signum() > 0)
					? new Streak(scaled.longValue(), this.start, this.bad, this.calls, this.successes) : null;
		}

	}

}
