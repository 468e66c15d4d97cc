package io.breaker.spring.events;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

import io.breaker.config.Intervention;

/**
 * A line of the log: a sentence for people, and the same as keys and values for programs.
 */
final class LogLine {

	private final Level level;

	private final StringBuilder sentence = new StringBuilder("Circuit breaker '");

	private final Map<String, Object> values = new LinkedHashMap<>();

	/**
	 * Begins a line.
	 * @param kind what is told
	 */
	LogLine(Level level, String breaker, String kind) {
		this.level = level;
		this.sentence.append(LogText.harmless(breaker)).append("' ");
		with("name", breaker);
		with("event", kind);
	}

	/**
	 * Goes on with the sentence.
	 */
	LogLine say(String text) {
		this.sentence.append(LogText.harmless(text));
		return this;
	}

	/**
	 * Adds a value, unless there is none.
	 */
	LogLine with(String key, @Nullable Object value) {
		if (value != null) {
			boolean plain = value instanceof Number;
			this.values.put("breaker." + key, plain ? value : LogText.harmless(value.toString()));
		}
		return this;
	}

	/**
	 * Says who did it and why, unless nobody did.
	 */
	LogLine by(@Nullable Intervention intervention) {
		if (intervention != null) {
			String reason = intervention.reason();
			say(" by " + intervention.actor()).say(reason.isEmpty() ? "" : ": " + reason);
			with("actor", intervention.actor());
			with("reason", reason.isEmpty() ? null : reason);
		}
		return this;
	}

	void writeTo(Logger logger) {
		LoggingEventBuilder event = logger.atLevel(this.level);
		for (Map.Entry<String, Object> value : this.values.entrySet()) {
			event = event.addKeyValue(value.getKey(), value.getValue());
		}
		event.log(this.sentence.toString());
	}

}
