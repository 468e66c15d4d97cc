package io.breaker.spring.aop;

import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerRemoved;

/**
 * The breaker of a name at hand, so that a call need not look for it. Let go when it is
 * removed from its registry; the next call gets the one that takes its place.
 */
final class BreakerHandle implements BreakerListener {

	private final String name;

	private volatile @Nullable Breaker breaker;

	BreakerHandle(String name) {
		this.name = name;
	}

	Breaker get(Supplier<BreakerRegistry> registry) {
		Breaker breaker = this.breaker;
		return (breaker != null) ? breaker : take(registry.get());
	}

	/**
	 * Holds a breaker only if it is still there after this began to listen: its removal
	 * is then heard of.
	 */
	private Breaker take(BreakerRegistry registry) {
		Breaker found = registry.breaker(this.name);
		found.addListener(this);
		this.breaker = found;
		if (registry.find(this.name).orElse(null) != found) {
			this.breaker = null;
		}
		return found;
	}

	@Override
	public void onEvent(BreakerEvent event) {
		if (event instanceof BreakerRemoved) {
			this.breaker = null;
		}
	}

}
