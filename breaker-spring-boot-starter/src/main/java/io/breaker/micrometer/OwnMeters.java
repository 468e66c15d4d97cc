package io.breaker.micrometer;

import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether a registry made the meter that it gives or had it already, which it does
 * not say by itself. To be asked under the lock under which the meter was registered.
 */
final class OwnMeters implements Consumer<Meter> {

	/*
	 * A search would look at all meters there are. A registry never lets go of its
	 * listeners, so this holds nothing but the lock and the name and tags of a meter.
	 */

	private final ReentrantLock lock;

	private Meter.@Nullable Id newest;

	private OwnMeters(ReentrantLock lock) {
		this.lock = lock;
	}

	static OwnMeters of(MeterRegistry registry, ReentrantLock lock) {
		OwnMeters own = new OwnMeters(lock);
		registry.config().onMeterAdded(own);
		return own;
	}

	/**
	 * Hears of every meter, on the thread that registers it.
	 */
	@Override
	public void accept(Meter added) {
		if (this.lock.isHeldByCurrentThread()) {
			this.newest = added.getId();
		}
	}

	/**
	 * Tells whether a meter, just registered, was made for that.
	 */
	@SuppressWarnings("ReferenceEquality")
	boolean made(Meter registered) {
		return this.newest == registered.getId();
	}

}
