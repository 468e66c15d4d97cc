package io.breaker.spring.actuate;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Rate;
import io.breaker.config.Setting;
import io.breaker.config.Settings;

/**
 * Says in words what the settings of a breaker mean: when it opens, how long it waits,
 * and when it closes.
 */
final class Behaviour {

	private static final int MOST_WEIGHT = 4;

	private final BreakerSettings settings;

	private Behaviour(BreakerSettings settings) {
		this.settings = settings;
	}

	/**
	 * Says it.
	 * @param mode the mode that holds
	 */
	static String of(BreakerSettings settings, BreakerMode mode) {
		Behaviour behaviour = new Behaviour(settings);
		List<String> sentences = new ArrayList<>();
		switch (mode) {
			case ENFORCE -> {
			}
			case OBSERVE ->
				sentences.add("While its mode is observe it rejects nobody and only records what it would do.");
			case FORCED_OPEN ->
				sentences.add("While its mode is forced-open it rejects every call; otherwise this holds.");
			case DISABLED -> sentences
				.add("While its mode is disabled every call passes and none is counted; otherwise this holds.");
		}
		sentences.add((settings.get(Settings.WINDOW) != null) ? behaviour.window() : behaviour.score());
		behaviour.consecutive(sentences);
		behaviour.wait(sentences);
		behaviour.trials(sentences);
		behaviour.ramp(sentences);
		return String.join(" ", sentences);
	}

	private String score() {
		int millionths = this.settings.require(Settings.FAILURE_RATE).millionths();
		boolean all = millionths == Rate.WHOLE;
		double odds = (double) millionths / (Rate.WHOLE - millionths);
		double limit = this.settings.require(Settings.EVIDENCE) * Math.min(MOST_WEIGHT, Math.max(1, odds));
		String slow = slowShared();
		String fail = (slow != null) ? "fail or are slow (longer than " + slow + ")" : "fail";
		Duration time = this.settings.require(Settings.EVIDENCE_TIME);
		return "Opens when " + (all ? "all" : "more than " + text(Settings.FAILURE_RATE) + " of the") + " calls " + fail
				+ ": each " + ((slow != null) ? "such call" : "failure") + " adds 1 to a score, each "
				+ ((slow != null) ? "other success " : "success ")
				+ (all ? "sets it back to 0" : "takes " + Figures.plain(odds) + " away, down to 0")
				+ "; it opens when the score reaches " + Figures.plain(limit)
				+ (time.isZero() ? "" : " and has been above 0 for " + text(Settings.EVIDENCE_TIME)) + ".";
	}

	private String window() {
		var window = this.settings.require(Settings.WINDOW);
		boolean one = window.calls() == 1;
		String of = (window.time() != null) ? " of the calls of the last " + window
				: " of the last " + window + " calls";
		String slow = slowShared();
		String subject = one ? "the last call" : share(this.settings.require(Settings.FAILURE_RATE)) + of;
		String text = "Opens when " + subject + " failed";
		if (slow != null) {
			text += " or " + (one ? "was" : "were") + " slow (longer than " + slow + ")";
		}
		Rate slowRate = this.settings.get(Settings.SLOW_CALL_RATE);
		if (slowRate != null) {
			text += one ? " or was slow" : " or " + share(slowRate) + " of them were slow";
			text += " (longer than " + text(Settings.SLOW_CALL) + ")";
		}
		int minimum = this.settings.require(Settings.MINIMUM_CALLS);
		return text + ((minimum > 1) ? ", once there are at least " + minimum + " of them." : ".");
	}

	private void consecutive(List<String> sentences) {
		Integer calls = this.settings.get(Settings.CONSECUTIVE_FAILURES);
		if (calls == null) {
			return;
		}
		boolean slow = slowShared() != null;
		sentences.add("It also opens " + ((calls == 1) ? "at the first call that fails" + (slow ? " or is slow." : ".")
				: "when " + calls + " calls in a row fail" + (slow ? " or are slow." : ".")));
	}

	private void wait(List<String> sentences) {
		String wait = text(Settings.OPEN_FOR);
		int jitter = this.settings.require(Settings.OPEN_JITTER).millionths();
		boolean grows = grows(Settings.OPEN_FOR, Settings.OPEN_FOR_MAX);
		sentences.add("It then rejects every call for " + wait
				+ ((jitter > 0) ? " (± " + text(Settings.OPEN_JITTER) + ")" : "")
				+ (grows ? ", twice as long after each failed recovery, up to " + text(Settings.OPEN_FOR_MAX) : "")
				+ ".");
		boolean listens = this.settings.get(Settings.RETRY_AFTER) != null
				&& !this.settings.require(Settings.RETRY_AFTER_MAX).isZero();
		if (listens) {
			sentences
				.add("A failure that asks for a longer wait gets it, up to " + text(Settings.RETRY_AFTER_MAX) + ".");
		}
	}

	private void trials(List<String> sentences) {
		int trials = this.settings.require(Settings.TRIAL_CALLS);
		int rate = this.settings.require(Settings.RECOVERY_RATE).millionths();
		int needed = (int) (((long) trials * rate + Rate.WHOLE - 1) / Rate.WHOLE);
		int failures = trials - needed + 1;
		String then = this.settings.require(Settings.RAMP).isZero() ? "closes" : "recovers";
		if (trials == 1) {
			sentences.add("After that one trial call decides: if it succeeds, the breaker " + then
					+ "; if it fails, it opens again.");
		}
		else {
			sentences.add("After that up to " + trials + " trial calls decide: when " + count(needed, trials)
					+ " succeeded, the breaker " + then + "; when " + count(failures, trials)
					+ " failed, it opens again.");
		}
		boolean slow = this.settings.get(Settings.SLOW_CALL) != null;
		sentences.add("A trial that is " + (slow ? "slow or " : "") + "not over within " + text(Settings.TRIAL_TIMEOUT)
				+ " has failed.");
	}

	private static String count(int some, int all) {
		if (some == all) {
			return "all " + all + " have";
		}
		return (some == 1) ? "one has" : some + " have";
	}

	private void ramp(List<String> sentences) {
		if (this.settings.require(Settings.RAMP).isZero()) {
			return;
		}
		boolean score = this.settings.get(Settings.WINDOW) == null;
		sentences
			.add("While it recovers, a growing share of the calls passes, from 10% to all within " + text(Settings.RAMP)
					+ (grows(Settings.RAMP, Settings.RAMP_MAX)
							? ", twice as long after each relapse, up to " + text(Settings.RAMP_MAX) : "")
					+ (score ? ", and a third of the score and of its time is enough to open again." : "."));
		sentences.add("It closes when all calls pass.");
	}

	private boolean grows(Setting<Duration> first, Setting<Duration> most) {
		return this.settings.require(first).compareTo(this.settings.require(most)) < 0;
	}

	/**
	 * Returns above which duration a call counts as a failed one.
	 */
	private @Nullable String slowShared() {
		boolean shared = this.settings.get(Settings.SLOW_CALL) != null
				&& this.settings.get(Settings.SLOW_CALL_RATE) == null;
		return shared ? text(Settings.SLOW_CALL) : null;
	}

	private static String share(Rate rate) {
		return (rate.millionths() == Rate.WHOLE) ? "all" : "at least " + rate;
	}

	private String text(Setting<?> setting) {
		return this.settings.text(setting);
	}

}
