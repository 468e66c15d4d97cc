package io.breaker.spring.faults;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.breaker.BreakerRegistry;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.SettingType;
import io.breaker.spring.faults.BreakerFaultsEndpoint.Fault;
import io.breaker.spring.request.Order;
import io.breaker.spring.request.UnknownBreakerException;

/**
 * Does what operators want of faults. Refuses before it does anything.
 *
 * @since 0.1.0
 */
public final class FaultOrders {

	private static final String FAIL = "fail";

	private static final String DELAY = "delay";

	private static final String HANG = "hang";

	private static final SettingType<Duration> DELAYS = SettingType.duration(Duration.ZERO, BreakerFaults.LONGEST);

	private final BreakerRegistry registry;

	private final BreakerFaults faults;

	/**
	 * Creates what does it.
	 * @param registry holds the breakers
	 * @param faults the faults
	 */
	public FaultOrders(BreakerRegistry registry, BreakerFaults faults) {
		this.registry = registry;
		this.faults = faults;
	}

	/**
	 * Injects a fault.
	 * @throws UnknownBreakerException if there is no breaker of that name
	 * @throws InvalidSettingException if the request cannot be
	 */
	Fault inject(String name, Map<String, ?> written, String actor) {
		find(name);
		Order order = Order.read(written, List.of(FAIL, DELAY, HANG));
		InjectedFault fault = fault(order.values());
		Duration duration = order.duration();
		if (duration == null || duration.compareTo(BreakerFaults.LONGEST) > 0) {
			throw new InvalidSettingException(Order.FOR, "be a duration of at least 1ms and at most 1h", duration,
					null);
		}
		return Fault.of(this.faults.inject(name, fault, order.by(actor)));
	}

	/**
	 * Ends a fault before its time, if there is one.
	 * @throws UnknownBreakerException if there is no breaker of that name
	 * @throws InvalidSettingException if the request has an end of its own
	 */
	void heal(String name, Order order, String actor) {
		find(name);
		order.refuseEnd("an ended fault does not come back");
		this.faults.heal(name, order.by(actor));
	}

	private void find(String name) {
		if (this.registry.find(name).isEmpty()) {
			throw UnknownBreakerException.of(name, this.registry);
		}
	}

	private static InjectedFault fault(Map<String, @Nullable String> values) {
		String fail = values.get(FAIL);
		String delay = values.get(DELAY);
		InjectedFault fault = (fail != null) ? InjectedFault.none().failing(percent(fail)) : InjectedFault.none();
		fault = (delay != null) ? fault.delayedBy(DELAYS.read(DELAY, delay)) : fault;
		fault = isTrue(values.get(HANG)) ? fault.hanging() : fault;
		if (!fault.disturbs()) {
			throw new InvalidSettingException(FAIL, "be above 0% where calls are neither delayed nor hang,", fail,
					null);
		}
		return fault;
	}

	/**
	 * Reads a percentage, with or without its sign: JSON has numbers.
	 */
	private static double percent(String text) {
		String number = text.strip();
		if (number.endsWith("%")) {
			number = number.substring(0, number.length() - 1).strip();
		}
		try {
			return new BigDecimal(number).doubleValue();
		}
		catch (NumberFormatException ex) {
			throw InjectedFault.noPercentage(text);
		}
	}

	private static boolean isTrue(@Nullable String text) {
		if (text != null && !text.equals("true") && !text.equals("false")) {
			throw new InvalidSettingException(HANG, "be true or false", text, null);
		}
		return "true".equals(text);
	}

}
