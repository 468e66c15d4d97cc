package io.breaker.spring.faults;

import java.util.List;

import org.springframework.aot.hint.annotation.RegisterReflectionForBinding;
import org.springframework.boot.actuate.endpoint.OperationResponseBody;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

import io.breaker.spring.request.RefusalDescriptor;

/**
 * Shows faults: {@code /actuator/breakerfaults}. Only where faults are switched on, and
 * where it is exposed.
 *
 * @since 0.1.0
 */
@Endpoint(id = "breakerfaults")
@RegisterReflectionForBinding({ BreakerFaultsEndpoint.Faults.class, RefusalDescriptor.class })
public final class BreakerFaultsEndpoint {

	private final BreakerFaults faults;

	/**
	 * Creates the endpoint.
	 * @param faults the faults
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
	 * All faults.
	 *
	 * @param faults the faults
	 */
	public record Faults(List<Fault> faults) implements OperationResponseBody {
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
	public record Fault(String name, String fault, String until, String actor,
			String reason) implements OperationResponseBody {

		static Fault of(ActiveFault active) {
			return new Fault(active.breaker(), active.fault().toString(), active.until().toString(),
					active.intervention().actor(), active.intervention().reason());
		}

	}

}
