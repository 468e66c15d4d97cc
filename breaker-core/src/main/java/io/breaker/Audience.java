package io.breaker;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
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

	private static final Row EMPTY = new Row(List.of(), false, false);

	private static final VarHandle ROW;

	static {
		try {
			ROW = MethodHandles.lookup().findVarHandle(Audience.class, "row", Row.class);
		}
		catch (ReflectiveOperationException ex) {
			throw new ExceptionInInitializerError(ex);
		}
	}

	private final TimeSource time;

	private volatile Row row = EMPTY;

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
		Seat seat = new Seat(listener, listener.hearsCalls(), listener.hearsRejections(),
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
			Row before = this.row;
			List<Seat> after = new ArrayList<>(before.seats);
			if (!change.test(after)) {
				return false;
			}
			if (ROW.compareAndSet(this, before, Row.of(after))) {
				return true;
			}
		}
	}

	boolean hearsCalls() {
		Audience wider = this.wider;
		return this.row.hearsCalls || (wider != null && wider.row.hearsCalls);
	}

	boolean hearsRejections() {
		Audience wider = this.wider;
		return this.row.hearsRejections || (wider != null && wider.row.hearsRejections);
	}

	void tell(BreakerEvent event) {
		forEach((listener) -> listener.onEvent(event), (seat) -> true);
	}

	void tellCall(String breaker, Outcome outcome, long nanos) {
		forEach((listener) -> listener.onCall(breaker, outcome, nanos), (seat) -> seat.hearsCalls);
	}

	void tellRejection(String breaker, Outcome outcome) {
		forEach((listener) -> listener.onRejection(breaker, outcome), (seat) -> seat.hearsRejections);
	}

	void tellFallback(String breaker, boolean succeeded) {
		forEach((listener) -> listener.onFallback(breaker, succeeded), (seat) -> seat.hearsRejections);
	}

	private void forEach(Consumer<BreakerListener> news, Predicate<Seat> whom) {
		for (Seat seat : this.row.seats) {
			if (whom.test(seat)) {
				seat.hear(news);
			}
		}
		Audience wider = this.wider;
		if (wider != null) {
			wider.forEach(news, whom);
		}
	}

	/**
	 * All listeners at one moment.
	 *
	 * @param seats the listeners, in the order in which they came
	 * @param hearsCalls whether one of them wants to hear of every call
	 * @param hearsRejections whether one of them wants to hear of rejections
	 */
	private record Row(List<Seat> seats, boolean hearsCalls, boolean hearsRejections) {

		static Row of(List<Seat> seats) {
			return new Row(List.copyOf(seats), seats.stream().anyMatch((seat) -> seat.hearsCalls),
					seats.stream().anyMatch((seat) -> seat.hearsRejections));
		}

	}

	/**
	 * One listener.
	 */
	private static final class Seat {

		private final BreakerListener listener;

		private final boolean hearsCalls;

		private final boolean hearsRejections;

		private final Complaint complaint;

		private volatile boolean left;

		Seat(BreakerListener listener, boolean hearsCalls, boolean hearsRejections, Complaint complaint) {
			this.listener = listener;
			this.hearsCalls = hearsCalls;
			this.hearsRejections = hearsRejections;
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
