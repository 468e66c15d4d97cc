package io.breaker.spring.actuate;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.actuate.endpoint.OperationResponseBody;

import io.breaker.config.BreakerSettings;
import io.breaker.config.Setting;

/**
 * Answers {@code POST breakers/{name}/settings}.
 *
 * @param name the name of the breaker
 * @param settings by key the {@code old} and the {@code new} value of each setting that
 * was asked for, dropped, or moved with it, and the {@code origin} of the new one
 * @param actor who did it
 * @param reason why; absent where nobody said
 * @param until when the configured values return; absent where nobody said
 * @since 0.1.0
 */
public record TuningDescriptor(String name, Map<String, Map<String, String>> settings, String actor,
		@Nullable String reason, @Nullable Instant until) implements OperationResponseBody {

	static Map<String, Map<String, String>> changes(BreakerSettings before, BreakerSettings after,
			Set<Setting<?>> asked) {
		Set<Setting<?>> told = new LinkedHashSet<>(asked);
		told.addAll(after.differencesTo(before));
		Map<String, Map<String, String>> changes = new LinkedHashMap<>();
		for (Setting<?> setting : after.settings()) {
			boolean dropped = before.origin(setting).isActuator() && !after.origin(setting).isActuator();
			if (!told.contains(setting) && !dropped) {
				continue;
			}
			Map<String, String> change = new LinkedHashMap<>();
			change.put("old", before.text(setting));
			change.put("new", after.text(setting));
			change.put("origin", after.origin(setting).text());
			changes.put(setting.key(), change);
		}
		return changes;
	}

}
