package io.breaker.spring.actuate;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;

import io.breaker.config.SettingType;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;

/**
 * Keeps the last events of all breakers together: when it is full, the oldest goes. Safe
 * for use by many threads.
 *
 * @since 0.1.0
 */
public final class EventLog implements BreakerListener {

	/**
	 * How many events are kept where nobody decides.
	 */
	public static final int USUAL_CAPACITY = 1_000;

	private static final SettingType<Integer> CAPACITY = SettingType.count(1, 100_000);

	private final ReentrantLock lock = new ReentrantLock();

	private final Deque<BreakerEvent> events = new ArrayDeque<>();

	private final int capacity;

	/**
	 * Creates a log.
	 * @param key what decides the capacity, as it stands in the message
	 * @param capacity how many events it keeps, from 1 to 100,000
	 * @throws io.breaker.config.InvalidSettingException if the capacity cannot be
	 */
	public EventLog(String key, String capacity) {
		this.capacity = CAPACITY.read(key, capacity);
	}

	@Override
	public void onEvent(BreakerEvent event) {
		this.lock.lock();
		try {
			if (this.events.size() == this.capacity) {
				this.events.removeFirst();
			}
			this.events.addLast(event);
		}
		finally {
			this.lock.unlock();
		}
	}

	/**
	 * Returns events.
	 * @param wanted tells which
	 * @param limit at most so many
	 * @return the newest first
	 */
	List<BreakerEvent> newestFirst(Predicate<BreakerEvent> wanted, int limit) {
		List<BreakerEvent> found = new ArrayList<>();
		this.lock.lock();
		try {
			Iterator<BreakerEvent> events = this.events.descendingIterator();
			while (events.hasNext() && found.size() < limit) {
				BreakerEvent event = events.next();
				if (wanted.test(event)) {
					found.add(event);
				}
			}
		}
		finally {
			this.lock.unlock();
		}
		return found;
	}

}
