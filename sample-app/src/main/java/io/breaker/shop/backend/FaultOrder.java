package io.breaker.shop.backend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import io.breaker.shop.input.Input;

/**
 * What somebody asks a service to do wrong, and for how long. Nothing lasts for ever.
 *
 * @param kind in what way it is broken
 * @param percent which share of the calls is hit
 * @param delay how late a slow answer is
 * @param status the HTTP status of an error
 * @param lasts how long it is broken
 */
record FaultOrder(FaultKind kind, int percent, Duration delay, int status, Duration lasts) {

	private static final String HEAL = "heal";

	private static final List<String> KEYS = List.of("fault", "percent", "delay", "status", "for");

	/**
	 * Reads an order as people type it.
	 * @param text what was typed, by key
	 * @return the order, empty for healing
	 */
	static Optional<FaultOrder> read(Map<String, String> text) {
		Input input = new Input(text, KEYS);
		List<String> words = new ArrayList<>(FaultKind.words());
		words.add(HEAL);
		String word = input.word("fault", words);
		int percent = input.number("percent", 1, 100, 100);
		int status = input.number("status", 400, 599, 500);
		Duration delay = input.duration("delay", Duration.ofMillis(1), Duration.ofSeconds(10), Duration.ofSeconds(1));
		Duration lasts = input.duration("for", Duration.ofSeconds(1), Duration.ofMinutes(10), Duration.ofSeconds(30));
		return word.equals(HEAL) ? Optional.empty() : Optional
			.of(new FaultOrder(FaultKind.valueOf(word.toUpperCase(Locale.ROOT)), percent, delay, status, lasts));
	}

	/**
	 * Says what is wrong in a few words, such as {@code fails 30 % of the calls}.
	 */
	String describe() {
		String calls = (this.percent < 100) ? this.percent + " % of the calls" : "every call";
		return switch (this.kind) {
			case REFUSE -> "refuses " + calls;
			case HANG -> "hangs on " + calls;
			case SLOW -> "answers " + calls + " " + this.delay.toMillis() + " ms late";
			case FAIL -> "fails " + calls + " with " + this.status;
			case FLAP -> "fails " + calls + " with " + this.status + ", 3 s on and 3 s off";
		};
	}

}
