package io.breaker.spring.health;

import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.health.contributor.HealthContributor;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.spring.HealthPolicy;
import io.breaker.spring.SpringSettings;
import io.breaker.spring.aop.CallDisturber;

/**
 * The health of all breakers, each under its name; those that are made later included,
 * those whose {@code health} is {@code ignore} left out.
 *
 * @since 0.1.0
 */
public final class BreakersHealth implements CompositeHealthContributor {

	private final BreakerRegistry breakers;

	private final CallDisturber disturber;

	/**
	 * Creates the health.
	 * @param breakers the breakers
	 * @param disturber knows whose calls are disturbed on purpose
	 */
	public BreakersHealth(BreakerRegistry breakers, CallDisturber disturber) {
		this.breakers = breakers;
		this.disturber = disturber;
	}

	@Override
	public @Nullable HealthContributor getContributor(String name) {
		return this.breakers.find(name).filter(BreakersHealth::isShown).map(this::of).orElse(null);
	}

	@Override
	public Stream<Entry> stream() {
		return this.breakers.all()
			.stream()
			.filter(BreakersHealth::isShown)
			.map((breaker) -> new Entry(breaker.name(), of(breaker)));
	}

	private BreakerHealth of(Breaker breaker) {
		return new BreakerHealth(breaker, this.disturber);
	}

	private static boolean isShown(Breaker breaker) {
		return breaker.settings().require(SpringSettings.HEALTH) != HealthPolicy.IGNORE;
	}

}
