package io.breaker.window;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The calls of the last stretch of time, as a list from which those leave whose slice is
 * more than nineteen slices old.
 */
final class NaiveTimeWindow implements NaiveWindow {

	private static final int SLICES = 20;

	private static final List<Integer> ORDER = List.of(Kind.SUCCESS, Kind.SLOW, Kind.FAILURE, Kind.SLOW_FAILURE);

	private final long slice;

	private final long created;

	private final List<NaiveSample> calls = new ArrayList<>();

	NaiveTimeWindow(long length, long now) {
		this.slice = length / SLICES + ((length % SLICES != 0) ? 1 : 0);
		this.created = now;
	}

	@Override
	public void add(int kind, long now) {
		this.calls.add(new NaiveSample(now, kind));
	}

	/**
	 * Returns the number of the slice into which a moment falls.
	 */
	long slice(long at) {
		return Math.floorDiv(at - this.created, this.slice);
	}

	/**
	 * Returns the first moment of the slice after the one of a moment.
	 */
	long nextSlice(long at) {
		return this.created + (slice(at) + 1) * this.slice;
	}

	private List<NaiveSample> held(long now) {
		this.calls.removeIf((call) -> slice(call.at()) < slice(now) - (SLICES - 1));
		return this.calls;
	}

	@Override
	public Counts counts(long now) {
		return NaiveSample.count(held(now));
	}

	/**
	 * Within a slice only the number of each kind is known, and when the slice ended.
	 */
	@Override
	public List<NaiveSample> samples(long now) {
		return held(now).stream()
			.sorted(Comparator.comparingLong((NaiveSample call) -> slice(call.at()))
				.thenComparingInt((call) -> ORDER.indexOf(call.kind())))
			.map((call) -> new NaiveSample(Math.min(nextSlice(call.at()) - 1, now), call.kind()))
			.toList();
	}

}
