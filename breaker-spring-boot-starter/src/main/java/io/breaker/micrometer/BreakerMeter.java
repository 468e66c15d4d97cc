package io.breaker.micrometer;

import org.jspecify.annotations.Nullable;

/**
 * The meters of a breaker: what they are called and what they say. Every series of a
 * meter has the same tags, of which the first is the name of the breaker.
 */
@SuppressWarnings("ImmutableEnumChecker")
enum BreakerMeter {

	CALLS("breaker.calls", Kind.TOTAL, "calls", "Attempts to call, by how they ended", "outcome"),

	STATE("breaker.state", Kind.SHARE, null, "1 for the state that the breaker is in, 0 for the others", "state"),

	MODE("breaker.mode", Kind.SHARE, null, "1 for the mode that holds, 0 for the others", "mode"),

	FAILURE_RATE("breaker.failure.rate", Kind.LEVEL, null,
			"Percent of the calls that failed, of the window, or of the last 10 seconds where none is set"),

	SLOW_RATE("breaker.slow.rate", Kind.LEVEL, null,
			"Percent of the calls that were slow, of the window, or of the last 10 seconds where none is set"),

	EVIDENCE("breaker.evidence", Kind.LEVEL, null, "How much of the evidence for opening is there, from 0 to 1"),

	TRANSITIONS("breaker.transitions", Kind.TOTAL, "transitions", "Moves from one state to another", "from", "to"),

	OPEN_SECONDS("breaker.open.seconds", Kind.TOTAL, "seconds", "Time in which the breaker was not closed"),

	FALLBACKS("breaker.fallbacks", Kind.TOTAL, "fallbacks", "Fallbacks that were asked, by whether they answered",
			"outcome");

	private final String id;

	private final Kind kind;

	private final @Nullable String unit;

	private final String description;

	private final String[] keys;

	BreakerMeter(String id, Kind kind, @Nullable String unit, String description, String... keys) {
		this.id = id;
		this.kind = kind;
		this.unit = unit;
		this.description = description;
		this.keys = keys;
	}

	/**
	 * Returns the name of the meter.
	 */
	String id() {
		return this.id;
	}

	Kind kind() {
		return this.kind;
	}

	@Nullable String unit() {
		return this.unit;
	}

	String description() {
		return this.description;
	}

	/**
	 * Returns the key of a tag.
	 * @param index which one, 0 for the first after {@code name}
	 */
	String key(int index) {
		return this.keys[index];
	}

	/**
	 * What becomes of the values of several breakers that share one series.
	 */
	enum Kind {

		/** Never goes down. The sum. */
		TOTAL,

		/** How many breakers are in it. The sum. */
		SHARE,

		/** Goes up and down. The highest. */
		LEVEL

	}

}
