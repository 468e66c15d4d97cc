package io.breaker.spring.request;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.NearestMatch;
import io.breaker.config.SettingType;

/**
 * What an operator wrote: values by key, for how long, and why.
 *
 * @param values the values; {@code null} where an operator wrote {@code null}
 * @param duration for how long, {@code null} without an end
 * @param reason why, empty where nobody said
 * @since 0.1.0
 */
public record Order(Map<String, @Nullable String> values, @Nullable Duration duration, String reason) {

	/**
	 * The key that says for how long.
	 */
	public static final String FOR = "for";

	/**
	 * The key that says why.
	 */
	public static final String REASON = "reason";

	private static final SettingType<Duration> DURATION = SettingType.duration(Duration.ofMillis(1),
			Duration.ofDays(366));

	private static final int LONGEST_REASON = 500;

	private static final SettingType<String> TEXT = SettingType.of(String.class,
			"be a text of at most " + LONGEST_REASON + " characters", (text) -> text,
			(text) -> text.length() <= LONGEST_REASON, (text) -> text, List.of());

	/**
	 * Reads an order.
	 * @param written what was written, by key
	 * @param known the keys that can stand beside {@code for} and {@code reason}
	 * @return the order
	 * @throws InvalidSettingException if a key is unknown or stands twice, or the
	 * duration or the reason cannot be
	 */
	public static Order read(Map<String, ?> written, Collection<String> known) {
		Map<String, @Nullable String> values = new LinkedHashMap<>();
		List<String> keys = new ArrayList<>(known);
		keys.addAll(List.of(FOR, REASON));
		written.forEach((key, value) -> {
			if (!keys.contains(key)) {
				throw new InvalidSettingException(key, "be a known key (" + String.join(", ", keys) + ")", key,
						NearestMatch.of(key, keys));
			}
			if (value instanceof Collection<?>) {
				throw new InvalidSettingException(key, "be written once", value, null);
			}
			values.put(key, (value != null) ? value.toString() : null);
		});
		String duration = values.remove(FOR);
		String reason = values.remove(REASON);
		return new Order(values, (duration != null) ? DURATION.read(FOR, duration) : null,
				(reason != null) ? TEXT.read(REASON, reason.strip()) : "");
	}

	/**
	 * Refuses an end where nothing can end.
	 * @param why why nothing can
	 */
	public void refuseEnd(String why) {
		if (this.duration != null) {
			throw new InvalidSettingException(FOR, "be absent, since " + why + ",", this.duration, null);
		}
	}

	/**
	 * Returns who does it, why and for how long.
	 * @param actor who
	 * @return the intervention
	 */
	public Intervention by(String actor) {
		Intervention intervention = Intervention.by(actor).because(this.reason);
		return (this.duration != null) ? intervention.lasting(this.duration) : intervention;
	}

}
