package io.breaker.spring.actuate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

import io.breaker.BreakerRegistry;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.NearestMatch;
import io.breaker.config.SettingType;
import io.breaker.event.BreakerEvent;
import io.breaker.spring.request.RefusalDescriptor;
import io.breaker.spring.request.UnknownBreakerException;

/**
 * The endpoint {@code breakerevents}: what happened last.
 *
 * @since 0.1.0
 */
@Endpoint(id = BreakerEventsEndpoint.ID)
@RegisterReflectionForBinding({ BreakerEventsDescriptor.class, RefusalDescriptor.class })
public final class BreakerEventsEndpoint {

	static final String ID = "breakerevents";

	private static final int USUAL = 100;

	private static final SettingType<Integer> LIMIT = SettingType.count(1, 100_000);

	private final EventLog log;

	private final BreakerRegistry registry;

	private final MessagePolicy messages;

	/**
	 * Creates the endpoint.
	 * @param log keeps the last events
	 * @param registry holds the breakers
	 * @param messages decides who sees messages of exceptions
	 */
	public BreakerEventsEndpoint(EventLog log, BreakerRegistry registry, MessagePolicy messages) {
		this.log = log;
		this.registry = registry;
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
	public BreakerEventsDescriptor events(@Nullable String type, @Nullable String limit) {
		return find((event) -> true, type, limit, this.messages.showsToAll());
	}

	/**
	 * Returns events of a breaker.
	 * @param name the name of the breaker
	 * @param type only those of this type, or of these with commas between them;
	 * {@code null} for all
	 * @param limit at most so many, {@code null} for 100
	 * @return the newest first, {@code null} if there is no such breaker and was none
	 */
	@ReadOperation
	public @Nullable BreakerEventsDescriptor eventsOf(@Selector String name, @Nullable String type,
			@Nullable String limit) {
		try {
			return find(name, type, limit, this.messages.showsToAll());
		}
		catch (UnknownBreakerException ex) {
			return null;
		}
	}

	/**
	 * Finds events of a breaker, or of one that is gone.
	 * @throws UnknownBreakerException if there is none and nothing is known of one
	 */
	BreakerEventsDescriptor find(String name, @Nullable String type, @Nullable String limit, boolean messages) {
		Predicate<BreakerEvent> its = (event) -> event.breaker().equals(name);
		if (this.registry.find(name).isEmpty() && this.log.newestFirst(its, 1).isEmpty()) {
			throw UnknownBreakerException.of(name, this.registry);
		}
		return find(its, type, limit, messages);
	}

	/**
	 * Finds events.
	 */
	BreakerEventsDescriptor find(Predicate<BreakerEvent> wanted, @Nullable String type, @Nullable String limit,
			boolean messages) {
		int most = (limit != null) ? LIMIT.read("limit", limit) : USUAL;
		Set<String> types = (type != null) ? types(type) : Set.copyOf(EventDescriptor.TYPES);
		List<BreakerEvent> events = this.log
			.newestFirst(wanted.and((event) -> types.contains(EventDescriptor.type(event.getClass()))), most);
		return new BreakerEventsDescriptor(
				events.stream().map((event) -> EventDescriptor.of(event, messages)).toList());
	}

	private static Set<String> types(String written) {
		return Arrays.stream(written.split(",", -1)).map(BreakerEventsEndpoint::type).collect(Collectors.toSet());
	}

	private static String type(String written) {
		String type = written.strip().toUpperCase(Locale.ROOT).replace('-', '_');
		if (!EventDescriptor.TYPES.contains(type)) {
			throw new InvalidSettingException("type", "be one of " + String.join(", ", EventDescriptor.TYPES), written,
					NearestMatch.of(written, EventDescriptor.TYPES));
		}
		return type;
	}

}
