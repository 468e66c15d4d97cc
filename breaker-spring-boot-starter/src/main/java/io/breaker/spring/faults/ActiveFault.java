package io.breaker.spring.faults;

import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

import io.breaker.config.Intervention;
import io.breaker.config.Rate;
import org.jspecify.annotations.Nullable;

/**
 * A fault that disturbs the calls through one breaker.
 *
 * @since 0.1.0
 */
public final class ActiveFault {

	private final String breaker;

	private final InjectedFault fault;

	private final Intervention intervention;

	private final Instant until;

	private final AtomicLong credit = new AtomicLong();

	private final CompletableFuture<@Nullable Void> end = new CompletableFuture<>();

	ActiveFault(String breaker, InjectedFault fault, Intervention intervention, Instant until) {
		this.breaker = breaker;
		this.fault = fault;
		this.intervention = intervention;
		this.until = until;
	}

	/**
	 * Returns whose calls are disturbed.
	 * @return the name of the breaker
	 */
	public String breaker() {
		return this.breaker;
	}

	/**
	 * Returns what is wrong.
	 * @return the fault
	 */
	public InjectedFault fault() {
		return this.fault;
	}

	/**
	 * Returns who wanted it, and why.
	 * @return the intervention
	 */
	public Intervention intervention() {
		return this.intervention;
	}

	/**
	 * Returns when it ends by itself.
	 * @return the time of day
	 */
	public Instant until() {
		return this.until;
	}

	/**
	 * Completes when the fault has ended.
	 */
	CompletableFuture<@Nullable Void> end() {
		return this.end;
	}

	/**
	 * Tells whether the next call fails: at 30 % three of ten do, evenly spread, the
	 * first among them.
	 */
	boolean failsNext() {
		int share = this.fault.failingMillionths();
		long before = this.credit.getAndAdd(share) + Rate.WHOLE - Math.max(1, share);
		return Math.floorMod(before, Rate.WHOLE) + share >= Rate.WHOLE;
	}

	@Override
	public String toString() {
		String reason = this.intervention.reason();
		return this.fault + ", until " + this.until + " (" + this.intervention.actor()
				+ (reason.isEmpty() ? "" : ": " + reason) + ")";
	}

}
