package io.breaker.spring.faults;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.NearestMatch;
import io.breaker.config.TimeSource;
import io.breaker.spring.aop.CallDisturber;
import io.breaker.spring.aop.Disturbance;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;
import org.jspecify.annotations.Nullable;

/**
 * Injects faults into the calls of guarded methods, by the name of the breaker: to see
 * what the callers get, what the dashboards show and which alert comes, before it happens
 * by itself. A fault ends after its time, and each beginning and end is one line of the
 * log. Safe for use by many threads.
 *
 * @since 0.1.0
 */
@SuppressWarnings("FutureReturnValueIgnored")
public final class BreakerFaults implements CallDisturber, AutoCloseable {

	private static final Log LOGGER = LogFactory.getLog(BreakerFaults.class);

	/**
	 * No fault lasts longer.
	 */
	static final Duration LONGEST = Duration.ofHours(1);

	private static final CompletableFuture<@Nullable Void> AT_ONCE = CompletableFuture.completedFuture(null);

	private final Map<String, ActiveFault> active = new ConcurrentHashMap<>();

	private final BreakerRegistry registry;

	private final TimeSource time;

	private final Alarm alarm;

	private final Alarm delays;

	/**
	 * Creates a callee that is well.
	 * @param registry holds the breakers
	 * @param time says when a fault ends, for people
	 * @param alarm ends faults and delays
	 */
	public BreakerFaults(BreakerRegistry registry, TimeSource time, Alarm alarm) {
		this(registry, time, alarm, alarm);
	}

	/**
	 * Creates a callee that is well.
	 * @param registry holds the breakers
	 * @param time says when a fault ends, for people
	 * @param alarm ends faults
	 * @param delays ends delays
	 */
	public BreakerFaults(BreakerRegistry registry, TimeSource time, Alarm alarm, Alarm delays) {
		this.registry = registry;
		this.time = time;
		this.alarm = alarm;
		this.delays = delays;
	}

	/**
	 * Injects a fault, in place of one that was there.
	 * @param breaker the name of a breaker that exists
	 * @param fault what is wrong
	 * @param intervention who and why, and for how long; at most an hour
	 * @return the fault as it disturbs now
	 * @throws InvalidSettingException if there is no such breaker, or no end
	 */
	public ActiveFault inject(String breaker, InjectedFault fault, Intervention intervention) {
		if (this.registry.find(breaker).isEmpty()) {
			throw new InvalidSettingException("name", "name a breaker", breaker,
					NearestMatch.of(breaker, this.registry.all().stream().map((each) -> each.name()).toList()));
		}
		Duration duration = intervention.duration();
		if (duration == null || duration.compareTo(LONGEST) > 0) {
			throw new InvalidSettingException("lasting", "be a duration of more than 0s and at most 1h", duration,
					null);
		}
		ActiveFault next = new ActiveFault(breaker, fault, intervention, this.time.now().plus(duration));
		ActiveFault before = this.active.put(breaker, next);
		if (before != null) {
			before.end().complete(null);
		}
		LOGGER.warn("Fault injected into the calls through circuit breaker '" + breaker + "': " + next);
		Runnable cancel = this.alarm.after(duration, () -> end(next, "its time is over"));
		next.end().thenRun(cancel);
		return next;
	}

	/**
	 * Ends a fault before its time.
	 * @param breaker the name of the breaker
	 * @param intervention who and why
	 * @return whether there was one
	 */
	public boolean heal(String breaker, Intervention intervention) {
		ActiveFault fault = this.active.get(breaker);
		return fault != null && end(fault, intervention.actor());
	}

	/**
	 * Returns the fault of a breaker.
	 * @param breaker the name of the breaker
	 * @return the fault, {@code null} if there is none
	 */
	public @Nullable ActiveFault find(String breaker) {
		return this.active.get(breaker);
	}

	/**
	 * Returns all faults there are.
	 * @return the faults, by the name of the breaker
	 */
	public List<ActiveFault> active() {
		return this.active.values().stream().sorted(Comparator.comparing(ActiveFault::breaker)).toList();
	}

	private boolean end(ActiveFault fault, String by) {
		if (!this.active.remove(fault.breaker(), fault)) {
			return false;
		}
		fault.end().complete(null);
		LOGGER.info("Fault in the calls through circuit breaker '" + fault.breaker() + "' ended: " + by);
		return true;
	}

	@Override
	public @Nullable Disturbance next(String breaker) {
		ActiveFault active = this.active.get(breaker);
		if (active == null) {
			return null;
		}
		return new Disturbance(until(active), active.failsNext() ? active.fault().failure(breaker) : null);
	}

	@Override
	public @Nullable String describe(String breaker) {
		ActiveFault fault = this.active.get(breaker);
		return (fault != null) ? fault.toString() : null;
	}

	private CompletableFuture<?> until(ActiveFault active) {
		if (active.fault().isHanging()) {
			return active.end().copy();
		}
		Duration delay = active.fault().delay();
		if (delay.isZero()) {
			return AT_ONCE;
		}
		CompletableFuture<@Nullable Void> until = new CompletableFuture<>();
		this.delays.after(delay, () -> until.complete(null));
		return until;
	}

	/**
	 * Ends all faults.
	 */
	@Override
	public void close() {
		active().forEach((fault) -> end(fault, "the application ends"));
	}

}
