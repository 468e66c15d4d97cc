package io.breaker.config;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How far back an exact rate looks: over the last so many calls, or over the last so many
 * seconds. A window of time is kept in {@value #SLICES} slices, so the oldest calls leave
 * it a twentieth at a time: a window of 20 s covers between 19 s and 20 s.
 *
 * @since 0.1.0
 */
public final class Window {

	/**
	 * The number of slices of a window of time.
	 */
	public static final int SLICES = 20;

	private final int calls;

	private final @Nullable Duration time;

	private Window(int calls, @Nullable Duration time) {
		this.calls = calls;
		this.time = time;
	}

	/**
	 * Returns a window over the last calls.
	 * @param calls how many
	 * @return the window
	 */
	public static Window ofCalls(int calls) {
		return new Window(calls, null);
	}

	/**
	 * Returns a window over the last stretch of time.
	 * @param time how long
	 * @return the window
	 */
	public static Window ofTime(Duration time) {
		return new Window(0, time);
	}

	/**
	 * Returns the size of a window of calls.
	 * @return the number of calls, 0 for a window of time
	 */
	public int calls() {
		return this.calls;
	}

	/**
	 * Returns the length of a window of time.
	 * @return the length, {@code null} for a window of calls
	 */
	public @Nullable Duration time() {
		return this.time;
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof Window window && window.calls == this.calls
				&& (this.time != null ? this.time.equals(window.time) : window.time == null);
	}

	@Override
	public int hashCode() {
		return (this.time != null) ? this.time.hashCode() : this.calls;
	}

	/**
	 * Returns the window as it is written in configuration, {@code 100} or {@code 30s}.
	 */
	@Override
	public String toString() {
		return (this.time != null) ? Durations.format(this.time) : Integer.toString(this.calls);
	}

}
