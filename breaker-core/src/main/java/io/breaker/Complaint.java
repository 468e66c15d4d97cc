package io.breaker;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;

import io.breaker.config.TimeSource;

/**
 * Says in the log that code of the user failed where nobody else would hear of it, once a
 * minute at most.
 */
final class Complaint {

	private static final System.Logger LOGGER = System.getLogger("io.breaker");

	private static final long QUIET_NANOS = 60_000_000_000L;

	private static final AtomicLongFieldUpdater<Complaint> LAST = AtomicLongFieldUpdater.newUpdater(Complaint.class,
			"last");

	private final String subject;

	private final String breaker;

	private final TimeSource time;

	private volatile long last;

	Complaint(String subject, TimeSource time) {
		this(subject, "", time);
	}

	/**
	 * Creates a complaint about something of one breaker. The sentence is put together
	 * when it is needed, since each breaker would keep one of its own.
	 */
	Complaint(String subject, String breaker, TimeSource time) {
		this.subject = subject;
		this.breaker = breaker;
		this.time = time;
		this.last = time.nanoTime() - 2 * QUIET_NANOS;
	}

	void about(Throwable failure) {
		long now = this.time.nanoTime();
		long before = this.last;
		if (now - before >= QUIET_NANOS && LAST.compareAndSet(this, before, now)) {
			log(failure);
		}
	}

	private String of() {
		return this.breaker.isEmpty() ? "" : " of breaker '" + this.breaker + "'";
	}

	private void log(Throwable failure) {
		try {
			LOGGER.log(Level.WARNING, this.subject + of() + " failed; calls go on without it", failure);
		}
		catch (Throwable ex) {
			// The log is code of the user, too, and nobody is left to tell.
		}
	}

}
