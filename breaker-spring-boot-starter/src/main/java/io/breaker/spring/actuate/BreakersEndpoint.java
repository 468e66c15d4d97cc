package io.breaker.spring.actuate;

import java.util.List;

import org.jspecify.annotations.Nullable;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerSettings;
import io.breaker.config.SettingType;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.rates.RecentRates;
import io.breaker.spring.aop.CallDisturber;
import io.breaker.spring.aop.GuardDescription;
import io.breaker.spring.aop.GuardedMethods;
import io.breaker.spring.request.RefusalDescriptor;
import io.breaker.spring.request.UnknownBreakerException;

/**
 * The endpoint {@code breakers}: what each breaker does, why, and until when. Reading
 * changes nothing and makes no breaker.
 *
 * @since 0.1.0
 */
@Endpoint(id = BreakersEndpoint.ID)
@RegisterReflectionForBinding({ BreakersDescriptor.class, BreakerDescriptor.class, ActionDescriptor.class,
		TuningDescriptor.class, RefusalDescriptor.class })
public final class BreakersEndpoint {

	static final String ID = "breakers";

	private static final int MOST = 10_000;

	private static final int USUAL = 1_000;

	private static final SettingType<BreakerState> STATE = SettingType.word(BreakerState.class);

	private static final SettingType<Integer> LIMIT = SettingType.count(1, MOST);

	private static final SettingType<Integer> OFFSET = SettingType.count(0, Integer.MAX_VALUE);

	private final BreakerRegistry registry;

	private final GuardedMethods methods;

	private final Tuning tuning;

	private final MessagePolicy messages;

	private final RecentRates rates;

	private final CallDisturber disturber;

	/**
	 * Creates the endpoint.
	 * @param registry holds the breakers
	 * @param methods knows which methods are guarded
	 * @param tuning knows what operators tuned
	 * @param messages decides who sees messages of exceptions
	 * @param rates knows how callees do
	 * @param disturber knows whose calls are disturbed on purpose
	 */
	public BreakersEndpoint(BreakerRegistry registry, GuardedMethods methods, Tuning tuning, MessagePolicy messages,
			RecentRates rates, CallDisturber disturber) {
		this.registry = registry;
		this.methods = methods;
		this.tuning = tuning;
		this.messages = messages;
		this.rates = rates;
		this.disturber = disturber;
	}

	/**
	 * Lists breakers by name.
	 * @param state only those in this state, {@code null} for all
	 * @param limit at most so many, {@code null} for 1000
	 * @param offset without the first so many, {@code null} for none
	 * @return the breakers, and how many there are
	 */
	@ReadOperation
	public BreakersDescriptor breakers(@Nullable String state, @Nullable String limit, @Nullable String offset) {
		BreakerState wanted = (state != null) ? STATE.read("state", state) : null;
		int most = (limit != null) ? LIMIT.read("limit", limit) : USUAL;
		int first = (offset != null) ? OFFSET.read("offset", offset) : 0;
		this.tuning.look();
		List<Breaker> all = this.registry.all();
		List<Breaker> matching = (wanted != null) ? all.stream().filter((breaker) -> breaker.state() == wanted).toList()
				: all;
		int from = Math.min(first, matching.size());
		int to = from + Math.min(most, matching.size() - from);
		return new BreakersDescriptor(matching.size(), matching.subList(from, to).stream().map(this::outline).toList());
	}

	/**
	 * Describes a breaker.
	 * @param name the name
	 * @return all that is known of it, {@code null} if there is none
	 */
	@ReadOperation
	public @Nullable BreakerDescriptor breaker(@Selector String name) {
		return this.registry.find(name).map((breaker) -> describe(breaker, this.messages.showsToAll())).orElse(null);
	}

	private BreakerDescriptor outline(Breaker breaker) {
		return BreakerDescriptor.of(breaker.snapshot(), this.rates.of(breaker),
				this.disturber.describe(breaker.name()));
	}

	BreakerDescriptor describe(String name, boolean messages) {
		return describe(this.registry.find(name).orElseThrow(() -> UnknownBreakerException.of(name, this.registry)),
				messages);
	}

	private BreakerDescriptor describe(Breaker breaker, boolean messages) {
		this.tuning.look();
		BreakerSnapshot now = breaker.snapshot();
		BreakerSettings settings = breaker.settings();
		List<GuardDescription> guards = this.methods.guards(breaker.name());
		return BreakerDescriptor.of(now, this.rates.of(breaker), this.disturber.describe(breaker.name()),
				Situation.of(now, guards), Behaviour.of(settings, now.mode()),
				SettingDescriptor.all(settings, this.registry.configuration().settingsFor(breaker.name())), guards,
				breaker.incidents().stream().map((incident) -> IncidentDescriptor.of(incident, messages)).toList());
	}

}
