package io.breaker;

import java.time.Duration;
import java.util.function.LongSupplier;

import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Settings;
import io.breaker.config.Window;
import io.breaker.event.ModeOverride;
import io.breaker.window.TripSpec;
import org.jspecify.annotations.Nullable;

/**
 * What people decided about a breaker, in the form its states work with. Immutable.
 */
final class Terms {

	final BreakerSettings settings;

	final @Nullable ModeOverride override;

	final BreakerMode mode;

	final TripSpec tripSpec;

	/**
	 * A call that takes longer is slow; 0 where no call is.
	 */
	final long slowNanos;

	/**
	 * Whether a result can be a failure.
	 */
	final boolean judgesResults;

	/**
	 * How many successes count for a rule, over the whole life of the breaker.
	 */
	final LongSupplier successes;

	private final long overrideEnd;

	Terms(BreakerSettings settings, LongSupplier successes) {
		this(settings, successes, null, 0);
	}

	private Terms(BreakerSettings settings, LongSupplier successes, @Nullable ModeOverride override, long overrideEnd) {
		this.settings = settings;
		this.successes = successes;
		this.override = override;
		this.overrideEnd = overrideEnd;
		this.mode = (override != null) ? override.mode() : settings.require(Settings.MODE);
		Duration slow = settings.get(Settings.SLOW_CALL);
		this.slowNanos = (slow != null) ? slow.toNanos() : 0;
		this.judgesResults = settings.failureRules().judgesResults();
		this.tripSpec = tripSpec(settings);
	}

	private static TripSpec tripSpec(BreakerSettings settings) {
		Window window = settings.get(Settings.WINDOW);
		Duration time = (window != null) ? window.time() : null;
		Integer consecutive = settings.get(Settings.CONSECUTIVE_FAILURES);
		var slowRate = settings.get(Settings.SLOW_CALL_RATE);
		return new TripSpec((window != null) ? window.calls() : 0, (time != null) ? time.toNanos() : 0, Window.SLICES,
				settings.require(Settings.MINIMUM_CALLS), settings.require(Settings.FAILURE_RATE).millionths(),
				(slowRate != null) ? slowRate.millionths() : 0, settings.require(Settings.EVIDENCE),
				settings.require(Settings.EVIDENCE_TIME).toNanos(), (consecutive != null) ? consecutive : 0);
	}

	Terms with(BreakerSettings changed) {
		return new Terms(changed, this.successes, this.override, this.overrideEnd);
	}

	Terms with(ModeOverride override, long end) {
		return new Terms(this.settings, this.successes, override, end);
	}

	Terms withoutOverride() {
		return new Terms(this.settings, this.successes, null, 0);
	}

	boolean isSlow(long nanos) {
		return this.slowNanos > 0 && nanos > this.slowNanos;
	}

	boolean overrideExpires() {
		return this.override != null && this.override.until() != null;
	}

	/**
	 * Returns how long the override still holds; 0 and less when it is over.
	 */
	long overrideRemaining(long now) {
		return overrideExpires() ? this.overrideEnd - now : Long.MAX_VALUE;
	}

}
