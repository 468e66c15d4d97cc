package io.breaker;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;

import io.breaker.config.BreakerMode;
import io.breaker.event.BreakerState;
import io.breaker.event.ModeOverride;

/**
 * The breaker turned the call away; the callee was not asked. Cheap to throw: it has no
 * stack trace, and its message is put together only when somebody reads it. Serialized it
 * becomes a {@link RejectedExecutionException} with the same message.
 *
 * @serial exclude
 * @since 0.1.0
 */
public final class CallRejectedException extends RejectedExecutionException {

	private static final long serialVersionUID = 1L;

	private final String breaker;

	private final transient State by;

	private final long retryAfter;

	CallRejectedException(String breaker, State by, long retryAfter) {
		this.breaker = breaker;
		this.by = by;
		this.retryAfter = retryAfter;
	}

	/**
	 * Returns who turned the call away.
	 * @return the name of the breaker
	 */
	public String breaker() {
		return this.breaker;
	}

	/**
	 * Returns the state the breaker was in.
	 * @return the state; any of them where the mode is {@code FORCED_OPEN}
	 */
	public BreakerState state() {
		return this.by.kind();
	}

	/**
	 * Returns the mode the breaker was in.
	 * @return the mode
	 */
	public BreakerMode mode() {
		return this.by.terms.mode;
	}

	/**
	 * Returns how long the caller should stay away.
	 * @return the time until calls pass again; empty where nobody can tell
	 */
	public Optional<Duration> retryAfter() {
		return (this.retryAfter != State.NEVER) ? Optional.of(Duration.ofNanos(Math.max(0, this.retryAfter)))
				: Optional.empty();
	}

	/**
	 * Returns the failure that opened the breaker. It is not the cause of this exception,
	 * so that a retry for that kind of failure does not mistake this for one.
	 * @return the failure; empty where none was recorded
	 */
	public Optional<Throwable> lastFailure() {
		return Optional.ofNullable(this.by.outage()).map((outage) -> outage.cause().failure());
	}

	@Override
	public String getMessage() {
		boolean forced = mode() == BreakerMode.FORCED_OPEN;
		return "Circuit breaker '%s' is %s and rejected the call%s%s".formatted(this.breaker, forced ? mode() : state(),
				next(forced), forced ? forcedBy() : openedBy());
	}

	private String next(boolean forced) {
		String time = retryAfter().map(CallRejectedException::seconds).orElse("");
		if (time.isEmpty()) {
			return forced ? "" : "; all trials are taken";
		}
		return forced ? "; it is so for another " + time
				: (state() == BreakerState.OPEN) ? "; next trial in " + time : "; all calls pass in " + time;
	}

	private static String seconds(Duration time) {
		return String.format(Locale.ROOT, "%.1f s", time.toNanos() / 1e9);
	}

	private String openedBy() {
		Outage outage = this.by.outage();
		if (outage == null) {
			return "";
		}
		String last = outage.cause().type();
		return " (opened by " + outage.openedBy().describe() + ((last != null) ? ", last: " + last : "") + ")";
	}

	private String forcedBy() {
		ModeOverride override = this.by.terms.override;
		if (override == null) {
			return " (by configuration)";
		}
		return " (by " + override.actor() + (override.reason().isEmpty() ? "" : ": " + override.reason()) + ")";
	}

	@Override
	public Throwable fillInStackTrace() {
		return this;
	}

	private Object writeReplace() {
		return new RejectedExecutionException(getMessage());
	}

}
