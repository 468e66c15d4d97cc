package io.breaker.spring.faults;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.jmx.annotation.EndpointJmxExtension;

import io.breaker.spring.request.Order;
import io.breaker.spring.request.Replies;

/**
 * The endpoint {@code breakerfaults} over JMX. Nobody is known by name there.
 *
 * @since 0.1.0
 */
@EndpointJmxExtension(endpoint = BreakerFaultsEndpoint.class)
public final class BreakerFaultsJmxExtension {

	private static final String ACTOR = "jmx";

	private final BreakerFaultsEndpoint endpoint;

	private final FaultOrders orders;

	/**
	 * Creates the extension.
	 * @param endpoint the endpoint
	 * @param orders does what operators want
	 */
	public BreakerFaultsJmxExtension(BreakerFaultsEndpoint endpoint, FaultOrders orders) {
		this.endpoint = endpoint;
		this.orders = orders;
	}

	/**
	 * Shows all faults.
	 * @return the faults
	 */
	@ReadOperation
	public Map<String, Object> faults() {
		return Replies.overJmx(this.endpoint::faults);
	}

	/**
	 * Injects a fault.
	 * @param name the name of the breaker
	 * @param duration for how long, such as {@code 30s}
	 * @param fail which share of the calls fails, in percent; {@code null} for none
	 * @param delay by how much each call is delayed; {@code null} for nothing
	 * @param hang whether calls hang; {@code null} for no
	 * @param reason why, {@code null} where nobody says
	 * @return the fault
	 */
	@WriteOperation
	public Map<String, Object> inject(String name, String duration, @Nullable String fail, @Nullable String delay,
			@Nullable String hang, @Nullable String reason) {
		Map<String, @Nullable String> written = new LinkedHashMap<>();
		written.put(Order.FOR, duration);
		written.put("fail", fail);
		written.put("delay", delay);
		written.put("hang", hang);
		written.put(Order.REASON, reason);
		written.values().removeIf((value) -> value == null || value.isBlank());
		return Replies.overJmx(() -> this.orders.inject(name, written, ACTOR));
	}

	/**
	 * Ends a fault before its time.
	 * @param name the name of the breaker
	 * @return all faults that are left
	 */
	@DeleteOperation
	public Map<String, Object> heal(String name) {
		return Replies.overJmx(() -> {
			this.orders.heal(name, Order.read(Map.of(), List.of()), ACTOR);
			return this.endpoint.faults();
		});
	}

}
