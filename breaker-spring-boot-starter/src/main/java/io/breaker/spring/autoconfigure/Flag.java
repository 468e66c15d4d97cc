package io.breaker.spring.autoconfigure;

import java.util.Arrays;
import java.util.List;

/**
 * The keys right under {@code breaker} that decide about the application as a whole. A
 * key that is neither here nor a section of breakers is refused.
 */
enum Flag {

	ENABLED("enabled"),

	STRICT("strict"),

	ASPECT_ORDER("aspect-order"),

	ASPECT_MODE("aspect-mode"),

	EVENTS_CAPACITY("events.capacity"),

	METRICS_TIMER("metrics.timer"),

	METRICS_MAX_BREAKERS("metrics.max-breakers"),

	OBSERVATIONS_ENABLED("observations.enabled"),

	DASHBOARD_ENABLED("dashboard.enabled"),

	FAULTS_ENABLED("faults.enabled");

	private final String key;

	Flag(String key) {
		this.key = key;
	}

	/**
	 * Returns the key below {@code breaker}.
	 */
	String key() {
		return this.key;
	}

	/**
	 * Returns the whole key.
	 */
	String property() {
		return "breaker." + this.key;
	}

	static List<String> keys() {
		return Arrays.stream(values()).map(Flag::key).toList();
	}

}
