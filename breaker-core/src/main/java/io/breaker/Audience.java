package io.breaker;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Predicate;

import io.breaker.config.TimeSource;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * Those who listen to a breaker: its own listeners and those of its registry. One bad
 * listener harms neither callers nor other listeners.
 */
final class Audience {

	private static final Row EMPTY = new Row(List.of(), false);

	private final TimeSource time;

	private final AtomicReference<Row> row = new AtomicReference<>(EMPTY);

	private volatile @Nullable Audience wider;

	/**
	 * Creates an audience.
	 * @param wider those who hear everything, too; {@code null} for nobody
	 */
	Audience(@Nullable Audience wider, TimeSource time) {
		this.wider = wider;
		this.time = time;
	}

	void add(BreakerListener listener) {
		Seat seat = new Seat(listener, listener.hearsCalls(),
				new Complaint("Listener " + listener.getClass().getName(), this.time));
		change((seats) -> seats.stream().noneMatch((each) -> each.listener == listener) && seats.add(seat));
	}

	boolean remove(BreakerListener listener) {
		return change((seats) -> seats.removeIf((each) -> each.listener == listener && each.leave()));
	}

	/**
	 * Sends everybody away, and tells nobody anything any more.
	 */
	void close() {
		this.wider = null;
		change((seats) -> seats.removeIf(Seat::leave));
	}

	private boolean change(Predicate<List<Seat>> change) {
		for (;;) {
			Row before = this.row.get();
			List<Seat> after = new ArrayList<>(before.seats);
			if (!change.test(after)) {
				return false;
			}
			if (this.row.compareAndSet(before, Row.of(after))) {
				return true;
			}
		}
	}

	boolean hearsCalls() {
		Audience wider = this.wider;
		return this.row.get().hearsCalls || (wider != null && wider.row.get().hearsCalls);
	}

	void tell(BreakerEvent event) {
		forEach((listener) -> listener.onEvent(event), false);
	}

	void tellCall(String breaker, Outcome outcome, long nanos) {
		forEach((listener) -> listener.onCall(breaker, outcome, nanos), true);
	}

	private void forEach(Consumer<BreakerListener> news, boolean aboutCalls) {
		for (Seat seat : this.row.get().seats) {
			if (!aboutCalls || seat.hearsCalls) {
				seat.hear(news);
			}
		}
		Audience wider = this.wider;
		if (wider != null) {
			wider.forEach(news, aboutCalls);
		}
	}

	/**
	 * All listeners at one moment.
	 *
	 * @param seats the listeners, in the order in which they came
	 * @param hearsCalls whether one of them wants to hear of every call
	 */
	private record Row(List<Seat> seats, boolean hearsCalls) {

		static Row of(List<Seat> seats) {
			return new Row(List.copyOf(seats), seats.stream().anyMatch((seat) -> seat.hearsCalls));
		}

	}

	/**
	 * One listener.
	 */
	private static final class Seat {

		private final BreakerListener listener;

		private final boolean hearsCalls;

		private final Complaint complaint;

		private volatile boolean left;

		Seat(BreakerListener listener, boolean hearsCalls, Complaint complaint) {
			this.listener = listener;
			this.hearsCalls = hearsCalls;
			this.complaint = complaint;
		}

		boolean leave() {
			this.left = true;
			return true;
		}

		void hear(Consumer<BreakerListener> news) {
			if (this.left) {
				return;
			}
			try {
				news.accept(this.listener);
			}
			catch (Throwable ex) {
				this.complaint.about(ex);
			}
		}

	}

}
