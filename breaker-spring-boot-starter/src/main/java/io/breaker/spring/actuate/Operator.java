package io.breaker.spring.actuate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.Setting;
import io.breaker.config.SettingType;
import io.breaker.event.BreakerSnapshot;
import io.breaker.spring.request.Order;
import io.breaker.spring.request.UnknownBreakerException;

/**
 * Does what operators want, and says what was before and what is now. Refuses before it
 * does anything: a request is fulfilled as a whole or changes nothing.
 *
 * @since 0.1.0
 */
public final class Operator {

	private static final String ACTION = "action";

	private static final String TEMPLATE = "template";

	private static final SettingType<Action> ACTIONS = SettingType.word(Action.class);

	private final BreakerRegistry registry;

	private final Tuning tuning;

	/**
	 * Creates an operator.
	 * @param registry holds the breakers
	 * @param tuning tunes them
	 */
	public Operator(BreakerRegistry registry, Tuning tuning) {
		this.registry = registry;
		this.tuning = tuning;
	}

	/**
	 * Takes an action.
	 * @throws UnknownBreakerException if there is no breaker of that name
	 * @throws InvalidSettingException if the request cannot be
	 */
	ActionDescriptor act(String name, Map<String, ?> written, String actor) {
		Breaker breaker = find(name);
		Order order = Order.read(written, List.of(ACTION));
		String text = order.values().get(ACTION);
		Action action = ACTIONS.read(ACTION, (text != null) ? text : "");
		if (!action.holds()) {
			order.refuseEnd("'" + text(action) + "' does not hold for a time");
		}
		BreakerSnapshot before = breaker.snapshot();
		action.take(breaker, order.by(actor));
		BreakerSnapshot after = breaker.snapshot();
		Instant until = (after.override() != null) ? after.override().until() : null;
		return new ActionDescriptor(name, text(action), change(before.mode(), after.mode()),
				change(before.state(), after.state()), actor, order.reason().isEmpty() ? null : order.reason(), until);
	}

	/**
	 * Tunes settings.
	 * @throws UnknownBreakerException if there is no breaker of that name
	 * @throws InvalidSettingException if the request cannot be
	 */
	TuningDescriptor tune(String name, Map<String, ?> written, String actor) {
		Breaker breaker = find(name);
		if (written.containsKey(TEMPLATE)) {
			throw new InvalidSettingException(TEMPLATE,
					"be changed in the configuration, since it says where settings come from,", written.get(TEMPLATE),
					null);
		}
		List<String> known = new ArrayList<>(breaker.settings().settings().stream().map(Setting::key).toList());
		known.add(Wanted.ALL);
		return this.tuning.tune(breaker, Order.read(written, known), actor);
	}

	private Breaker find(String name) {
		return this.registry.find(name).orElseThrow(() -> UnknownBreakerException.of(name, this.registry));
	}

	private static String text(Action action) {
		return action.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	private static Map<String, String> change(Enum<?> before, Enum<?> after) {
		Map<String, String> change = new LinkedHashMap<>();
		change.put("old", before.name());
		change.put("new", after.name());
		return change;
	}

}
