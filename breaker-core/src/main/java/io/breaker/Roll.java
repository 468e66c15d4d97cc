package io.breaker;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The breakers of a registry by name. They are sorted again only after one came or went:
 * who reads them page by page, or once a second, does not pay for the order each time.
 */
final class Roll {

	/*
	 * A list is kept under the number of changes that it shows. It holds as long as no
	 * further change has begun: the number of those that ended is read first, so where
	 * both numbers are equal nothing was going on in between. While something is, the
	 * breakers are sorted for this reader only.
	 *
	 * A list that holds no more is let go, and with it the breakers that were removed.
	 */

	private final AtomicLong begun = new AtomicLong();

	private final AtomicLong ended = new AtomicLong();

	private volatile @Nullable Kept kept;

	/**
	 * Makes a change.
	 * @return what the change returns
	 */
	<T extends @Nullable Object> T change(Supplier<T> change) {
		this.begun.incrementAndGet();
		try {
			return change.get();
		}
		finally {
			this.ended.incrementAndGet();
			this.kept = null;
		}
	}

	/**
	 * Returns the breakers by name.
	 * @param present reads them in any order
	 */
	List<Breaker> read(Supplier<Stream<Breaker>> present) {
		long changes = this.ended.get();
		boolean calm = this.begun.get() == changes;
		Kept kept = this.kept;
		if (calm && kept != null && kept.changes == changes) {
			return kept.breakers;
		}
		List<Breaker> sorted = present.get().sorted(Comparator.comparing(Breaker::name)).toList();
		if (calm && this.begun.get() == changes) {
			this.kept = new Kept(changes, sorted);
			if (this.begun.get() != changes) {
				this.kept = null;
			}
		}
		return sorted;
	}

	/**
	 * A list that holds until something changes.
	 *
	 * @param changes how many changes it shows
	 * @param breakers the breakers by name
	 */
	private record Kept(long changes, List<Breaker> breakers) {
	}

}
