package io.breaker.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * A layer in the making: checks every value as it comes in.
 */
final class LayerDraft {

	private static final String TEMPLATE = "template";

	private final Origin origin;

	private final Collection<? extends Setting<?>> known;

	private final Map<Setting<?>, @Nullable Object> values = new LinkedHashMap<>();

	private final Map<Setting<?>, Origin> decidedElsewhere = new LinkedHashMap<>();

	private @Nullable Origin decider;

	private @Nullable String template;

	LayerDraft(Origin origin, Collection<? extends Setting<?>> known) {
		this.origin = origin;
		this.known = List.copyOf(known);
	}

	/**
	 * Names who decides from now on.
	 * @param decider the origin of the values that follow, {@code null} for the place
	 * itself
	 */
	void decidedBy(@Nullable Origin decider) {
		this.decider = decider;
	}

	void template(@Nullable String template) {
		this.template = BreakerName.check(this.origin.path(TEMPLATE), template);
	}

	void set(Setting<?> setting, @Nullable Object value) {
		Object own = (value instanceof Set<?> set) ? Collections.unmodifiableSet(new LinkedHashSet<>(set)) : value;
		setting.check(this.origin.path(setting.key()), own);
		put(setting, own);
	}

	private void put(Setting<?> setting, @Nullable Object value) {
		this.values.put(setting, value);
		if (this.decider != null) {
			this.decidedElsewhere.put(setting, this.decider);
		}
		else {
			this.decidedElsewhere.remove(setting);
		}
	}

	void setPercent(Setting<Rate> setting, double percent) {
		Rate rate;
		try {
			rate = Rate.percent(percent);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidSettingException(this.origin.path(setting.key()), setting.type().requirement(), percent,
					null);
		}
		set(setting, rate);
	}

	void setClasses(Setting<Set<Class<? extends Throwable>>> setting, Class<? extends Throwable> @Nullable [] classes) {
		set(setting, (classes != null) ? new LinkedHashSet<>(Arrays.asList(classes)) : null);
	}

	void setText(@Nullable String key, @Nullable String text) {
		if (TEMPLATE.equals(key)) {
			template(text);
			return;
		}
		Setting<?> setting = this.known.stream()
			.filter((candidate) -> candidate.key().equals(key))
			.findFirst()
			.orElseThrow(() -> unknown(key));
		String path = this.origin.path(setting.key());
		if (text == null) {
			throw new InvalidSettingException(path, setting.type().requirement(), null, null);
		}
		put(setting, setting.read(path, text));
	}

	SettingsLayer layer() {
		return new SettingsLayer(this.origin, this.template, this.values, this.decidedElsewhere);
	}

	private InvalidSettingException unknown(@Nullable String key) {
		Stream<String> written = this.known.stream()
			.filter((setting) -> !setting.type().isInCodeOnly())
			.map(Setting::key);
		List<String> keys = Stream.concat(Stream.of(TEMPLATE), written).toList();
		String nearest = (key != null) ? NearestMatch.of(key, keys) : null;
		return new InvalidSettingException(this.origin.path(String.valueOf(key)),
				"be a known key (" + String.join(", ", keys) + ")", key, nearest);
	}

}
