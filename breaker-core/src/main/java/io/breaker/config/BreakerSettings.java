package io.breaker.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Every setting of one breaker, with the place that decided it. Immutable and safe for
 * use by many threads; equal when all values are equal.
 *
 * @since 0.1.0
 */
public final class BreakerSettings {

	private final Map<Setting<?>, Decision> decisions;

	private final FailureRules failureRules;

	private BreakerSettings(Map<Setting<?>, Decision> decisions) {
		this.decisions = Collections.unmodifiableMap(decisions);
		this.failureRules = new FailureRules(this);
	}

	/**
	 * Returns settings decided in code, over the built-in ones.
	 * @param decide sets what shall differ
	 * @return the settings
	 * @throws InvalidSettingException if a value or a combination cannot be
	 */
	public static BreakerSettings of(Consumer<SettingsBuilder> decide) {
		SettingsBuilder builder = new SettingsBuilder(Origin.CODE, Settings.all());
		decide.accept(builder);
		return merge(List.of(builder.layer()));
	}

	/**
	 * Returns what holds where nobody decides anything.
	 * @return the built-in settings
	 */
	public static BreakerSettings builtIn() {
		return merge(List.of());
	}

	/**
	 * Puts layers on top of each other, over the built-in settings. Templates are not
	 * looked up; {@link BreakerConfiguration} does that.
	 * @param nearestFirst the layers, the one that wins first
	 * @return the settings
	 * @throws InvalidSettingException if the combination cannot be
	 */
	public static BreakerSettings merge(List<SettingsLayer> nearestFirst) {
		Map<Setting<?>, Decision> decisions = new LinkedHashMap<>();
		for (Setting<?> setting : Settings.all()) {
			decisions.put(setting, new Decision(setting.standard(), Origin.BUILT_IN));
		}
		List<SettingsLayer> farthestFirst = new ArrayList<>(nearestFirst);
		Collections.reverse(farthestFirst);
		for (SettingsLayer layer : farthestFirst) {
			layer.values()
				.forEach((setting, value) -> decisions.put(setting, new Decision(value, layer.origin(setting))));
		}
		Combinations.adaptBuiltIn(decisions);
		BreakerSettings settings = new BreakerSettings(decisions);
		Combinations.check(settings, nearestFirst.isEmpty() ? Origin.BUILT_IN : nearestFirst.get(0).origin());
		return settings;
	}

	/**
	 * Returns the value of a setting.
	 * @param <T> the type of the value
	 * @param setting the setting
	 * @return the value, {@code null} where the setting is off
	 */
	public <T> @Nullable T get(Setting<T> setting) {
		Decision decision = this.decisions.get(setting);
		return (decision != null) ? setting.cast(decision.value()) : setting.standard();
	}

	/**
	 * Returns the value of a setting that cannot be off.
	 * @param <T> the type of the value
	 * @param setting a setting with a default
	 * @return the value
	 */
	public <T> T require(Setting<T> setting) {
		return Objects.requireNonNull(get(setting), setting.key());
	}

	/**
	 * Returns where the value of a setting came from.
	 * @param setting the setting
	 * @return the place that decided it
	 */
	public Origin origin(Setting<?> setting) {
		Decision decision = this.decisions.get(setting);
		return (decision != null) ? decision.origin() : Origin.BUILT_IN;
	}

	/**
	 * Returns the value of a setting as it is written in configuration.
	 * @param setting the setting
	 * @return the text, {@code off} where the setting is off
	 */
	public String text(Setting<?> setting) {
		return write(setting);
	}

	/**
	 * Returns the settings that have a value here.
	 * @return those of the machine first, then those of integrations
	 */
	public Set<Setting<?>> settings() {
		return this.decisions.keySet();
	}

	/**
	 * Returns the settings whose values differ.
	 * @param other settings to compare with
	 * @return the settings, in the order in which people read them
	 */
	public Set<Setting<?>> differencesTo(BreakerSettings other) {
		Set<Setting<?>> differing = new LinkedHashSet<>(settings());
		differing.addAll(other.settings());
		differing.removeIf((setting) -> Objects.equals(get(setting), other.get(setting)));
		return Collections.unmodifiableSet(differing);
	}

	/**
	 * Takes these settings apart again.
	 * @param kept tells of a setting and its origin whether to return it
	 * @return one layer for each place that decided, without a setting in common
	 */
	public List<SettingsLayer> layers(BiPredicate<Setting<?>, Origin> kept) {
		Map<Origin, Map<Setting<?>, @Nullable Object>> byOrigin = new LinkedHashMap<>();
		this.decisions.forEach((setting, decision) -> {
			if (kept.test(setting, decision.origin())) {
				byOrigin.computeIfAbsent(decision.origin(), (origin) -> new LinkedHashMap<>())
					.put(setting, decision.value());
			}
		});
		return byOrigin.entrySet()
			.stream()
			.map((entry) -> new SettingsLayer(entry.getKey(), null, entry.getValue()))
			.toList();
	}

	/**
	 * Returns what tells failures from successes.
	 * @return the rules that follow from these settings
	 */
	public FailureRules failureRules() {
		return this.failureRules;
	}

	private <T> String write(Setting<T> setting) {
		return setting.write(get(setting));
	}

	@Override
	public boolean equals(Object other) {
		return other instanceof BreakerSettings settings && differencesTo(settings).isEmpty();
	}

	@Override
	public int hashCode() {
		int hash = 0;
		for (Setting<?> setting : Settings.all()) {
			hash = 31 * hash + Objects.hashCode(get(setting));
		}
		return hash;
	}

	@Override
	public String toString() {
		StringBuilder text = new StringBuilder("BreakerSettings[");
		this.decisions.forEach((setting, decision) -> {
			if (!decision.origin().equals(Origin.BUILT_IN)) {
				text.append(setting.key()).append('=').append(write(setting)).append(' ');
			}
		});
		return text.toString().trim() + "]";
	}

	/**
	 * A value and the place that decided it.
	 *
	 * @param value the value, {@code null} for off
	 * @param origin the place
	 */
	record Decision(@Nullable Object value, Origin origin) {
	}

}
