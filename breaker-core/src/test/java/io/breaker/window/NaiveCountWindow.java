package io.breaker.window;

import java.util.ArrayList;
import java.util.List;

/**
 * The last so many calls, as a list that loses its head.
 */
final class NaiveCountWindow implements NaiveWindow {

	private final int size;

	private final List<Integer> kinds = new ArrayList<>();

	NaiveCountWindow(int size) {
		this.size = size;
	}

	@Override
	public void add(int kind, long now) {
		this.kinds.add(kind);
		if (this.kinds.size() > this.size) {
			this.kinds.remove(0);
		}
	}

	@Override
	public List<NaiveSample> samples(long now) {
		return this.kinds.stream().map((kind) -> new NaiveSample(now, kind)).toList();
	}

}
