package io.breaker.spring.faults;

import java.time.Duration;
import java.util.List;

import io.breaker.config.Intervention;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.SecurityContext;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * Shows, injects and ends faults: {@code /actuator/breakerfaults}.
 *
 * @since 0.1.0
 */
@Endpoint(id = "breakerfaults")
public final class BreakerFaultsEndpoint {

	private final BreakerFaults faults;

	/**
	 * Creates the endpoint.
	 * @param faults holds the faults
	 */
	public BreakerFaultsEndpoint(BreakerFaults faults) {
		this.faults = faults;
	}

	/**
	 * Shows all faults.
	 * @return the faults
	 */
	@ReadOperation
	public Faults faults() {
		return new Faults(this.faults.active().stream().map(Fault::of).toList());
	}

	/**
	 * Injects a fault.
	 * @param name the name of the breaker
	 * @param fail which share of the calls fails, in percent
	 * @param delay by how much each call is delayed
	 * @param hang whether calls hang
	 * @param lasting how long the fault lasts
	 * @param reason why
	 * @param security who
	 * @return the fault
	 */
	@WriteOperation
	public Fault inject(@Selector String name, @Nullable Double fail, @Nullable Duration delay, @Nullable Boolean hang,
			Duration lasting, @Nullable String reason, SecurityContext security) {
		try {
			InjectedFault fault = InjectedFault.none();
			fault = (fail != null) ? fault.failing(fail) : fault;
			fault = (delay != null) ? fault.delayedBy(delay) : fault;
			fault = Boolean.TRUE.equals(hang) ? fault.hanging() : fault;
			Intervention intervention = Intervention.by(actor(security))
				.because((reason != null) ? reason : "")
				.lasting(lasting);
			return Fault.of(this.faults.inject(name, fault, intervention));
		}
		catch (IllegalArgumentException ex) {
			String message = String.valueOf(ex.getMessage());
			throw new InvalidEndpointRequestException(message, message);
		}
	}

	/**
	 * Ends a fault before its time.
	 * @param name the name of the breaker
	 * @param security who
	 */
	@DeleteOperation
	public void heal(@Selector String name, SecurityContext security) {
		this.faults.heal(name, Intervention.by(actor(security)));
	}

	private static String actor(SecurityContext security) {
		return (security.getPrincipal() != null) ? security.getPrincipal().getName() : "anonymous";
	}

	/**
	 * All faults.
	 *
	 * @param faults the faults
	 */
	public record Faults(List<Fault> faults) {
	}

	/**
	 * A fault.
	 *
	 * @param name the name of the breaker
	 * @param fault what is wrong, in words
	 * @param until when it ends by itself
	 * @param actor who wanted it
	 * @param reason why
	 */
	public record Fault(String name, String fault, String until, String actor, String reason) {

		static Fault of(ActiveFault active) {
			return new Fault(active.breaker(), active.fault().toString(), active.until().toString(),
					active.intervention().actor(), active.intervention().reason());
		}

	}

}
