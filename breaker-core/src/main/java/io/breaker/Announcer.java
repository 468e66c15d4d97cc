package io.breaker;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/**
 * Tells what happened in the order in which it happened, one thing at a time.
 */
final class Announcer {

	/*
	 * Threads that won a compare-and-set bring their news here, perhaps out of order.
	 * Each item carries the sequence number of its state; whoever comes first delivers,
	 * in the order of the numbers and only as far as there is no gap, until nothing has
	 * come in meanwhile. Nobody waits: the others leave their news and go. News brought
	 * about by a listener is delivered after the listener has returned, not within it.
	 *
	 * The last news waits for what is being told and for the first news, but for nothing
	 * else; what comes after it is dropped.
	 *
	 * `early`, `next` and `ended` are touched only between raising `busy` from 0 and
	 * lowering it to 0.
	 */

	private static final Comparator<News> EARLIEST = Comparator.comparingLong(News::sequence);

	private final ConcurrentLinkedQueue<News> incoming = new ConcurrentLinkedQueue<>();

	private final AtomicInteger busy = new AtomicInteger();

	private final PriorityQueue<News> early = new PriorityQueue<>(1, EARLIEST);

	private final AtomicReference<@Nullable Runnable> last = new AtomicReference<>();

	private final long first;

	private long next;

	private boolean ended;

	/**
	 * Creates an announcer.
	 * @param first the sequence number of the first news
	 */
	Announcer(long first) {
		this.first = first;
		this.next = first;
	}

	void announce(News news) {
		this.incoming.add(news);
		work();
	}

	/**
	 * Tells something after which nothing is told any more.
	 * @param delivery tells it; never throws
	 */
	void announceLast(Runnable delivery) {
		this.last.set(delivery);
		work();
	}

	private void work() {
		if (this.busy.getAndIncrement() != 0) {
			return;
		}
		int seen = 1;
		do {
			deliver();
			seen = this.busy.addAndGet(-seen);
		}
		while (seen != 0);
	}

	private void deliver() {
		for (News news = this.incoming.poll(); news != null; news = this.incoming.poll()) {
			this.early.add(news);
		}
		while (!this.ended && !this.early.isEmpty() && this.early.element().sequence() == this.next) {
			this.next++;
			this.early.remove().delivery().run();
		}
		Runnable end = (this.next > this.first) ? this.last.getAndSet(null) : null;
		if (end != null) {
			this.ended = true;
			end.run();
		}
		if (this.ended) {
			this.early.clear();
		}
	}

	/**
	 * Something to tell.
	 *
	 * @param sequence the number of the state it belongs to
	 * @param delivery tells it; never throws
	 */
	record News(long sequence, Runnable delivery) {
	}

}
