package io.breaker.shop.backend;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One way in which a service is broken for a while. Which calls it hits is no matter of
 * chance: of 10 calls, a fault of 30 % hits exactly 3.
 */
final class Fault {

	private static final long FLAP_NANOS = Duration.ofSeconds(3).toNanos();

	private static final int ALL = 100;

	private final AtomicLong calls = new AtomicLong();

	private final FaultOrder order;

	private final long began;

	Fault(FaultOrder order, long now) {
		this.order = order;
		this.began = now;
	}

	FaultOrder order() {
		return this.order;
	}

	boolean hits(long now) {
		boolean well = this.order.kind() == FaultKind.FLAP && ((now - this.began) / FLAP_NANOS) % 2 != 0;
		return !well && (this.calls.getAndIncrement() * this.order.percent()) % ALL < this.order.percent();
	}

	Duration left(long now) {
		return this.order.lasts().minusNanos(now - this.began);
	}

	boolean isOver(long now) {
		return now - this.began >= this.order.lasts().toNanos();
	}

}
