package io.breaker;

import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

import io.breaker.config.TimeSource;

/**
 * Says in the log that code of the user failed where nobody else would hear of it, once a
 * minute at most.
 */
final class Complaint {

	private static final System.Logger LOGGER = System.getLogger("io.breaker");

	private static final long QUIET_NANOS = 60_000_000_000L;

	private final AtomicBoolean made = new AtomicBoolean();

	private final AtomicLong last = new AtomicLong();

	private final String subject;

	private final TimeSource time;

	Complaint(String subject, TimeSource time) {
		this.subject = subject;
		this.time = time;
	}

	void about(Throwable failure) {
		long now = this.time.nanoTime();
		long before = this.last.get();
		boolean first = this.made.compareAndSet(false, true);
		if ((first || now - before >= QUIET_NANOS) && this.last.compareAndSet(before, now)) {
			log(failure);
		}
	}

	private void log(Throwable failure) {
		try {
			LOGGER.log(Level.WARNING, this.subject + " failed; calls go on without it", failure);
		}
		catch (Throwable ex) {
			// The log is code of the user, too, and nobody is left to tell.
		}
	}

}
