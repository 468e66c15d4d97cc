package io.breaker.config;

import java.time.Instant;

/**
 * The clocks of the Java virtual machine.
 */
final class SystemTime implements TimeSource {

	static final SystemTime INSTANCE = new SystemTime();

	private SystemTime() {
	}

	@Override
	public long nanoTime() {
		return System.nanoTime();
	}

	@Override
	public Instant now() {
		return Instant.now();
	}

}
