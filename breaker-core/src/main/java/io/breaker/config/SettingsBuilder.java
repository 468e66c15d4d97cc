package io.breaker.config;

import java.time.Duration;
import java.util.Collection;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Collects what somebody decides. Each method checks its value at once and refuses one
 * outside the range with an {@link InvalidSettingException}; what is not set is
 * inherited. {@link Settings} tells the defaults and limits. What was built never changes
 * again. Not safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class SettingsBuilder {

	final LayerDraft draft;

	/**
	 * Creates a builder.
	 * @param origin where the values come from
	 * @param known the settings that can be set by key
	 */
	public SettingsBuilder(Origin origin, Collection<? extends Setting<?>> known) {
		this.draft = new LayerDraft(origin, known);
	}

	/**
	 * Inherits from a template what is not set here.
	 * @param template the name of the template
	 * @return this builder
	 */
	public SettingsBuilder template(String template) {
		this.draft.template(template);
		return this;
	}

	/**
	 * Sets the mode that holds unless an operator overrides it.
	 * @param mode the mode
	 * @return this builder
	 */
	public SettingsBuilder mode(BreakerMode mode) {
		return set(Settings.MODE, mode);
	}

	/**
	 * Sets the share of failed calls from which on the breaker opens.
	 * @param percent more than 0, at most 100
	 * @return this builder
	 */
	public SettingsBuilder failureRate(double percent) {
		this.draft.setPercent(Settings.FAILURE_RATE, percent);
		return this;
	}

	/**
	 * Sets how many net failures prove that the failure rate is passed.
	 * @param failures from 1 to a million
	 * @return this builder
	 */
	public SettingsBuilder evidence(int failures) {
		return set(Settings.EVIDENCE, failures);
	}

	/**
	 * Sets how long a streak of failures must last to be evidence.
	 * @param time from 0 s to 1 h
	 * @return this builder
	 */
	public SettingsBuilder evidenceTime(Duration time) {
		return set(Settings.EVIDENCE_TIME, time);
	}

	/**
	 * Judges an exact window instead of the evidence.
	 * @param window the window, {@code null} to go back to the evidence
	 * @return this builder
	 */
	public SettingsBuilder window(@Nullable Window window) {
		return set(Settings.WINDOW, window);
	}

	/**
	 * Sets how many calls a window needs before it has a rate.
	 * @param calls from 1 to a million, at most the size of a window of calls
	 * @return this builder
	 */
	public SettingsBuilder minimumCalls(int calls) {
		return set(Settings.MINIMUM_CALLS, calls);
	}

	/**
	 * Opens after this many failures in a row, too.
	 * @param failures from 1 to a million
	 * @return this builder
	 */
	public SettingsBuilder consecutiveFailures(int failures) {
		return set(Settings.CONSECUTIVE_FAILURES, failures);
	}

	/**
	 * Sets above which duration a call is slow. Slow calls count as failed ones unless
	 * {@link #slowCallRate} gives them a rate of their own.
	 * @param duration from 1 µs to 1 h
	 * @return this builder
	 */
	public SettingsBuilder slowCall(Duration duration) {
		return set(Settings.SLOW_CALL, duration);
	}

	/**
	 * Gives slow calls a rate of their own; needs a window.
	 * @param percent more than 0, at most 100
	 * @return this builder
	 */
	public SettingsBuilder slowCallRate(double percent) {
		this.draft.setPercent(Settings.SLOW_CALL_RATE, percent);
		return this;
	}

	/**
	 * Sets how long the first wait lasts.
	 * @param wait from 1 ms to 1 d, at most {@code open-for-max}
	 * @return this builder
	 */
	public SettingsBuilder openFor(Duration wait) {
		return set(Settings.OPEN_FOR, wait);
	}

	/**
	 * Sets up to what the wait doubles with each failed recovery.
	 * @param wait from 1 ms to 1 d
	 * @return this builder
	 */
	public SettingsBuilder openForMax(Duration wait) {
		return set(Settings.OPEN_FOR_MAX, wait);
	}

	/**
	 * Sets by what share each wait is spread.
	 * @param percent from 0 to 90
	 * @return this builder
	 */
	public SettingsBuilder openJitter(double percent) {
		this.draft.setPercent(Settings.OPEN_JITTER, percent);
		return this;
	}

	/**
	 * Sets how many trials half-open admits.
	 * @param calls from 1 to 1,000
	 * @return this builder
	 */
	public SettingsBuilder trialCalls(int calls) {
		return set(Settings.TRIAL_CALLS, calls);
	}

	/**
	 * Sets which share of the trials must succeed.
	 * @param percent more than 0, at most 100
	 * @return this builder
	 */
	public SettingsBuilder recoveryRate(double percent) {
		this.draft.setPercent(Settings.RECOVERY_RATE, percent);
		return this;
	}

	/**
	 * Sets after what time an unsettled trial has failed.
	 * @param timeout from 1 ms to 1 h
	 * @return this builder
	 */
	public SettingsBuilder trialTimeout(Duration timeout) {
		return set(Settings.TRIAL_TIMEOUT, timeout);
	}

	/**
	 * Sets how long the first ramp takes.
	 * @param ramp from 0 s, which is none, to 1 h; at most {@code ramp-max}
	 * @return this builder
	 */
	public SettingsBuilder ramp(Duration ramp) {
		return set(Settings.RAMP, ramp);
	}

	/**
	 * Sets up to what the ramp doubles with each relapse.
	 * @param ramp from 0 s to 1 h
	 * @return this builder
	 */
	public SettingsBuilder rampMax(Duration ramp) {
		return set(Settings.RAMP_MAX, ramp);
	}

	/**
	 * Names the exceptions that are failures; others are successes of the callee then.
	 * @param exceptions the classes; their subclasses are meant, too
	 * @return this builder
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final SettingsBuilder record(Class<? extends Throwable>... exceptions) {
		this.draft.setClasses(Settings.RECORD, exceptions);
		return this;
	}

	/**
	 * Names the exceptions that are neutral.
	 * @param exceptions the classes; their subclasses are meant, too
	 * @return this builder
	 */
	@SafeVarargs
	@SuppressWarnings("varargs")
	public final SettingsBuilder ignore(Class<? extends Throwable>... exceptions) {
		this.draft.setClasses(Settings.IGNORE, exceptions);
		return this;
	}

	/**
	 * Tells of an exception whether it is a failure.
	 * @param predicate the test; when it throws, the call counts as failed
	 * @return this builder
	 */
	public SettingsBuilder recordWhen(Predicate<Throwable> predicate) {
		return set(Settings.RECORD_WHEN, predicate);
	}

	/**
	 * Tells of an exception whether it is neutral.
	 * @param predicate the test; when it throws, the call counts as failed
	 * @return this builder
	 */
	public SettingsBuilder ignoreWhen(Predicate<Throwable> predicate) {
		return set(Settings.IGNORE_WHEN, predicate);
	}

	/**
	 * Tells of a result whether it is a failure. A {@code null} result never is.
	 * @param predicate the test; when it throws, the call counts as succeeded
	 * @return this builder
	 */
	public SettingsBuilder recordResult(Predicate<Object> predicate) {
		return set(Settings.RECORD_RESULT, predicate);
	}

	/**
	 * Tells of a failure how long the callee asks to be left alone.
	 * @param function the function; {@code null} and negative answers ask for nothing
	 * @return this builder
	 */
	public SettingsBuilder retryAfter(Function<Throwable, Duration> function) {
		return set(Settings.RETRY_AFTER, function);
	}

	/**
	 * Sets up to what a failure may lengthen the wait.
	 * @param wait from 0 s, which ignores it, to 1 d
	 * @return this builder
	 */
	public SettingsBuilder retryAfterMax(Duration wait) {
		return set(Settings.RETRY_AFTER_MAX, wait);
	}

	/**
	 * Sets any setting.
	 * @param <T> the type of its values
	 * @param setting the setting
	 * @param value the value, {@code null} to switch an optional setting off
	 * @return this builder
	 */
	public <T> SettingsBuilder set(Setting<T> setting, @Nullable T value) {
		this.draft.set(setting, value);
		return this;
	}

	/**
	 * Sets any setting as it is written in configuration.
	 * @param key the key, such as {@code failure-rate}
	 * @param text the value, such as {@code 40%}
	 * @return this builder
	 */
	public SettingsBuilder set(String key, String text) {
		this.draft.setText(key, text);
		return this;
	}

	/**
	 * Builds what was decided here.
	 * @return the layer
	 */
	public SettingsLayer layer() {
		return this.draft.layer();
	}

}
