package io.breaker.spring.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import io.breaker.config.InvalidSettingException;
import io.breaker.config.Rate;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with the callee. Immutable; each method returns a new one.
 *
 * <pre>{@code
 * faults.inject("inventory", InjectedFault.none().failing(50).delayedBy(Duration.ofMillis(200)), intervention);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class InjectedFault {

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final InjectedFault NONE = new InjectedFault(0, null, Duration.ZERO, false);

	private final int failing;

	private final @Nullable Supplier<? extends Throwable> failure;

	private final Duration delay;

	private final boolean hanging;

	private InjectedFault(int failing, @Nullable Supplier<? extends Throwable> failure, Duration delay,
			boolean hanging) {
		this.failing = failing;
		this.failure = failure;
		this.delay = delay;
		this.hanging = hanging;
	}

	/**
	 * Starts with a callee that is well.
	 * @return no fault
	 */
	public static InjectedFault none() {
		return NONE;
	}

	/**
	 * Lets some of the calls fail, evenly spread.
	 * @param percent from 0 to 100
	 * @return the fault with that share
	 * @throws InvalidSettingException if the share is outside the range
	 */
	public InjectedFault failing(double percent) {
		try {
			return new InjectedFault(Rate.percent(percent).millionths(), this.failure, this.delay, this.hanging);
		}
		catch (IllegalArgumentException ex) {
			throw noPercentage(percent);
		}
	}

	/**
	 * Sets what the calls fail with instead of an {@link InjectedFailureException}.
	 * @param failure makes what a call throws
	 * @return the fault with that failure
	 */
	public InjectedFault with(Supplier<? extends Throwable> failure) {
		return new InjectedFault(this.failing, failure, this.delay, this.hanging);
	}

	/**
	 * Lets every call take longer.
	 * @param delay from 0 s to 1 h
	 * @return the fault with that delay
	 * @throws InvalidSettingException if the delay is outside the range
	 */
	public InjectedFault delayedBy(Duration delay) {
		if (delay.isNegative() || delay.compareTo(LONGEST) > 0) {
			throw new InvalidSettingException("delay", "be a duration from 0s to 1h", delay, null);
		}
		return new InjectedFault(this.failing, this.failure, delay, this.hanging);
	}

	/**
	 * Lets every call hang until the fault ends. It goes on then.
	 * @return the fault in which calls hang
	 */
	public InjectedFault hanging() {
		return new InjectedFault(this.failing, this.failure, this.delay, true);
	}

	static InvalidSettingException noPercentage(Object value) {
		return new InvalidSettingException("fail", "be a percentage from 0% to 100%", value, null);
	}

	/**
	 * Tells whether anything is wrong at all.
	 */
	boolean disturbs() {
		return this.hanging || this.failing > 0 || !this.delay.isZero();
	}

	int failingMillionths() {
		return this.failing;
	}

	Throwable failure(String breaker) {
		return (this.failure != null) ? this.failure.get() : new InjectedFailureException(breaker);
	}

	Duration delay() {
		return this.delay;
	}

	boolean isHanging() {
		return this.hanging;
	}

	/**
	 * Returns what is wrong in words, such as {@code 50% of the calls fail, calls take
	 * 200ms longer}.
	 */
	@Override
	public String toString() {
		List<String> parts = new ArrayList<>();
		if (this.hanging) {
			parts.add("calls hang");
		}
		if (this.failing > 0) {
			parts.add(Rate.millionths(this.failing) + " of the calls fail");
		}
		if (!this.delay.isZero()) {
			parts.add("calls take " + this.delay.toMillis() + "ms longer");
		}
		return parts.isEmpty() ? "nothing" : String.join(", ", parts);
	}

}
