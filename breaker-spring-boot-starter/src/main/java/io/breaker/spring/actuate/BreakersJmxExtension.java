package io.breaker.spring.actuate;

import java.util.LinkedHashMap;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

import io.breaker.spring.request.Order;
import io.breaker.spring.request.Replies;

/**
 * The endpoint {@code breakers} over JMX: the same reading without what is undefined, and
 * what operators can do. Nobody is known by name there.
 *
 * @since 0.1.0
 */
@EndpointJmxExtension(endpoint = BreakersEndpoint.class)
public final class BreakersJmxExtension {

	private static final String ACTOR = "jmx";

	private final BreakersEndpoint endpoint;

	private final Operator operator;

	private final MessagePolicy messages;

	/**
	 * Creates the extension.
	 * @param endpoint the endpoint
	 * @param operator does what operators want
	 * @param messages decides who sees messages of exceptions
	 */
	public BreakersJmxExtension(BreakersEndpoint endpoint, Operator operator, MessagePolicy messages) {
		this.endpoint = endpoint;
		this.operator = operator;
		this.messages = messages;
	}

	/**
	 * Lists breakers by name.
	 * @param state only those in this state, {@code null} for all
	 * @param limit at most so many, {@code null} for 1000
	 * @param offset without the first so many, {@code null} for none
	 * @return the breakers, and how many there are
	 */
	@ReadOperation
	public Map<String, Object> breakers(@Nullable String state, @Nullable String limit, @Nullable String offset) {
		return Replies.overJmx(() -> this.endpoint.breakers(blankless(state), blankless(limit), blankless(offset)));
	}

	/**
	 * Describes a breaker.
	 * @param name the name
	 * @return all that is known of it
	 */
	@ReadOperation
	public Map<String, Object> breaker(String name) {
		return Replies.overJmx(() -> this.endpoint.describe(name, this.messages.showsToAll()));
	}

	/**
	 * Takes an action.
	 * @param name the name of the breaker
	 * @param action {@code force-open}, {@code disable}, {@code observe}, {@code enforce}
	 * or {@code reset}
	 * @param duration for how long, such as {@code 10m}; {@code null} without an end
	 * @param reason why, {@code null} where nobody says
	 * @return old and new
	 */
	@WriteOperation
	public Map<String, Object> act(String name, String action, @Nullable String duration, @Nullable String reason) {
		Map<String, @Nullable String> written = new LinkedHashMap<>();
		written.put("action", action);
		return Replies.overJmx(() -> this.operator.act(name, with(written, duration, reason), ACTOR));
	}

	/**
	 * Tunes settings.
	 * @param name the name of the breaker
	 * @param settings the settings, such as {@code failure-rate=40%; evidence=20}
	 * @param duration for how long, such as {@code 30m}; {@code null} without an end
	 * @param reason why, {@code null} where nobody says
	 * @return old and new
	 */
	@WriteOperation
	public Map<String, Object> tune(String name, String settings, @Nullable String duration, @Nullable String reason) {
		Map<String, @Nullable String> written = new LinkedHashMap<>();
		for (String each : settings.split("[;\n]", -1)) {
			int equals = each.indexOf('=');
			if (!each.isBlank()) {
				written.put(((equals >= 0) ? each.substring(0, equals) : each).strip(),
						(equals >= 0) ? each.substring(equals + 1).strip() : "");
			}
		}
		return Replies.overJmx(() -> this.operator.tune(name, with(written, duration, reason), ACTOR));
	}

	private static Map<String, @Nullable String> with(Map<String, @Nullable String> written, @Nullable String duration,
			@Nullable String reason) {
		written.put(Order.FOR, blankless(duration));
		written.put(Order.REASON, blankless(reason));
		return written;
	}

	/**
	 * A console sends an empty text for a field that was left empty.
	 */
	static @Nullable String blankless(@Nullable String text) {
		return (text == null || text.isBlank()) ? null : text;
	}

}
