package io.breaker.observation;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import io.breaker.Breaker;
import io.breaker.BreakerDecorator;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Makes an observation of every call, rejected ones included. What happens during the
 * call happens within it. Costs each call a few microseconds.
 * <p>
 * What goes wrong with an observation reaches no caller.
 *
 * @since 0.1.0
 */
public final class ObservedBreakers implements BreakerDecorator {

	private static final System.Logger LOGGER = System.getLogger("io.breaker.observation");

	private static final BreakerCallConvention STANDARD = new DefaultBreakerCallConvention();

	private final Supplier<ObservationRegistry> registry;

	private final Supplier<? extends BreakerCallConvention> convention;

	private final AtomicBoolean complained = new AtomicBoolean();

	/**
	 * Creates the decorator.
	 * @param registry takes the observations; asked with the first call
	 * @param convention how they are called and tagged; asked with the first call
	 */
	public ObservedBreakers(Supplier<ObservationRegistry> registry,
			Supplier<? extends BreakerCallConvention> convention) {
		this.registry = registry;
		this.convention = convention;
	}

	@Override
	public Breaker decorate(Breaker breaker) {
		return new ObservedBreaker(breaker, this);
	}

	/**
	 * Starts the observation of a call, and makes it the current one.
	 */
	ObservedCall start(Breaker breaker) {
		BreakerCallContext context = new BreakerCallContext(breaker.name());
		ObservedCall call = new ObservedCall(breaker, context, this::complain);
		call.begin(() -> Observation.createNotStarted(this.convention.get(), STANDARD, () -> context,
				this.registry.get()));
		return call;
	}

	/**
	 * Says once that observing does not work.
	 */
	private void complain(Throwable failure) {
		if (this.complained.compareAndSet(false, true)) {
			LOGGER.log(System.Logger.Level.WARNING, "Observing a call failed; calls go on without it", failure);
		}
	}

}
