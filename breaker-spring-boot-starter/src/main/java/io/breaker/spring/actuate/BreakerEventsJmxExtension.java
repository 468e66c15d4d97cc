package io.breaker.spring.actuate;

import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

import io.breaker.spring.request.Replies;

/**
 * The endpoint {@code breakerevents} over JMX: the same reading without what is
 * undefined.
 *
 * @since 0.1.0
 */
@EndpointJmxExtension(endpoint = BreakerEventsEndpoint.class)
public final class BreakerEventsJmxExtension {

	private final BreakerEventsEndpoint endpoint;

	private final MessagePolicy messages;

	/**
	 * Creates the extension.
	 * @param endpoint the endpoint
	 * @param messages decides who sees messages of exceptions
	 */
	public BreakerEventsJmxExtension(BreakerEventsEndpoint endpoint, MessagePolicy messages) {
		this.endpoint = endpoint;
		this.messages = messages;
	}

	/**
	 * Returns events of all breakers.
	 * @param type only those of this type, or of these with commas between them;
	 * {@code null} for all
	 * @param limit at most so many, {@code null} for 100
	 * @return the newest first
	 */
	@ReadOperation
	public Map<String, Object> events(@Nullable String type, @Nullable String limit) {
		return Replies.overJmx(() -> this.endpoint.find((event) -> true, BreakersJmxExtension.blankless(type),
				BreakersJmxExtension.blankless(limit), this.messages.showsToAll()));
	}

	/**
	 * Returns events of a breaker.
	 * @param name the name of the breaker
	 * @param type only those of this type, or of these with commas between them;
	 * {@code null} for all
	 * @param limit at most so many, {@code null} for 100
	 * @return the newest first
	 */
	@ReadOperation
	public Map<String, Object> eventsOf(String name, @Nullable String type, @Nullable String limit) {
		return Replies.overJmx(() -> this.endpoint.find(name, BreakersJmxExtension.blankless(type),
				BreakersJmxExtension.blankless(limit), this.messages.showsToAll()));
	}

}
