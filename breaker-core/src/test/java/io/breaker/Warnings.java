package io.breaker;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/**
 * What the core says in the log while a test runs. It is kept from the console.
 */
final class Warnings extends Handler implements AutoCloseable {

	private final Logger logger = Logger.getLogger("io.breaker");

	private final List<LogRecord> records = new ArrayList<>();

	Warnings() {
		this.logger.addHandler(this);
		this.logger.setUseParentHandlers(false);
	}

	/**
	 * Returns the messages of all warnings.
	 */
	List<String> messages() {
		return this.records.stream()
			.filter((entry) -> entry.getLevel() == Level.WARNING)
			.map(new SimpleFormatter()::formatMessage)
			.toList();
	}

	@Override
	public void publish(LogRecord entry) {
		this.records.add(entry);
	}

	@Override
	public void flush() {
		// Nothing is held back.
	}

	@Override
	public void close() {
		this.logger.removeHandler(this);
		this.logger.setUseParentHandlers(true);
	}

}
