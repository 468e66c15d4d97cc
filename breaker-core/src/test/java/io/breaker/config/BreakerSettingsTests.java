package io.breaker.config;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.entry;

/**
 * Settings know every value and who decided it.
 */
class BreakerSettingsTests {

	private static SettingsLayer actuator(String key, String text) {
		return new SettingsBuilder(Origin.ACTUATOR, Settings.all()).set(key, text).layer();
	}

	@Test
	void everyValueKnowsWhoDecidedIt() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.defaults((builder) -> builder.evidence(20))
			.template("remote", (builder) -> builder.openFor(Duration.ofSeconds(2)))
			.instance("inventory", (builder) -> builder.template("remote").failureRate(40))
			.build();

		BreakerSettings settings = configuration.settingsFor("inventory", List.of(actuator("trial-calls", "3")));

		assertThat(settings.origin(Settings.TRIAL_CALLS)).hasToString("actuator");
		assertThat(settings.origin(Settings.FAILURE_RATE)).hasToString("instances.inventory");
		assertThat(settings.origin(Settings.OPEN_FOR)).hasToString("templates.remote");
		assertThat(settings.origin(Settings.EVIDENCE)).hasToString("defaults");
		assertThat(settings.origin(Settings.RAMP)).hasToString("built-in");
		assertThat(BreakerSettings.of((builder) -> builder.evidence(3)).origin(Settings.EVIDENCE)).hasToString("code");
	}

	@Test
	void originOfAPatternIsThePattern() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.instance("partner-*", (builder) -> builder.evidence(3))
			.build();

		assertThat(configuration.settingsFor("partner-a").origin(Settings.EVIDENCE)).hasToString("instances.partner-*");
	}

	@Test
	void valueThatMadeRoomIsStillBuiltIn() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.window(Window.ofCalls(5)));

		assertThat(settings.get(Settings.MINIMUM_CALLS)).isEqualTo(5);
		assertThat(settings.origin(Settings.MINIMUM_CALLS)).isEqualTo(Origin.BUILT_IN);
	}

	@Test
	void settingsComeApartByWhoDecidedThem() {
		Origin alice = Origin.actuator(Lease.begin(Intervention.by("alice"), TimeSource.system()));
		Origin bob = Origin.actuator(Lease.begin(Intervention.by("bob"), TimeSource.system()));
		BreakerSettings settings = BreakerSettings
			.merge(List.of(new SettingsBuilder(alice, Settings.all()).evidence(3).set("window", "off").layer(),
					new SettingsBuilder(bob, Settings.all()).evidence(4).trialCalls(2).layer(),
					new SettingsBuilder(Origin.DEFAULTS, Settings.all()).evidenceTime(Duration.ZERO).layer()));

		List<SettingsLayer> all = settings.layers((setting, origin) -> origin.isActuator());
		List<SettingsLayer> kept = settings.layers((setting, origin) -> origin == bob);

		assertThat(all).extracting(SettingsLayer::origin).containsExactlyInAnyOrder(alice, bob);
		assertThat(BreakerSettings.merge(all).origin(Settings.WINDOW)).isSameAs(alice);
		assertThat(BreakerSettings.merge(all))
			.isEqualTo(BreakerSettings.of((builder) -> builder.evidence(3).trialCalls(2).window(null)));
		assertThat(kept).singleElement()
			.satisfies((layer) -> assertThat(layer.values()).containsExactly(entry(Settings.TRIAL_CALLS, 2)));
	}

	@Test
	void valueOfAnOperatorIsNamedByItsBareKey() {
		Origin origin = Origin.actuator(Lease.begin(Intervention.by("alice"), TimeSource.system()));

		assertThat(origin.isActuator()).isTrue();
		assertThat(Origin.ACTUATOR.isActuator()).isTrue();
		assertThat(Origin.CODE.isActuator()).isFalse();
		assertThat(origin).hasToString("actuator");
		assertThat(origin.path("evidence")).isEqualTo("evidence");
	}

	@Test
	void builtInValuesAreThoseOfTheDocumentation() {
		BreakerSettings settings = BreakerSettings.builtIn();

		assertThat(Settings.all().stream().map((setting) -> setting.key() + "=" + settings.text(setting)))
			.containsExactly("mode=enforce", "failure-rate=50%", "evidence=15", "evidence-time=1s", "window=off",
					"minimum-calls=20", "consecutive-failures=off", "slow-call=off", "slow-call-rate=off",
					"open-for=1s", "open-for-max=5s", "open-jitter=20%", "trial-calls=1", "recovery-rate=100%",
					"trial-timeout=10s", "ramp=1s", "ramp-max=20s", "record=", "ignore=", "record-when=off",
					"ignore-when=off", "record-result=off", "judge=off", "retry-after=off", "retry-after-max=1m");
		assertThat(settings).hasToString("BreakerSettings[]");
	}

	@Test
	void textOfAFunctionIsItsClass() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.recordWhen(new Always()));

		assertThat(settings.text(Settings.RECORD_WHEN)).isEqualTo(Always.class.getName());
	}

	@Test
	void valueSwitchedOffWinsOverOneFartherAway() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.defaults((builder) -> builder.window(Window.ofCalls(100)))
			.instance("x", (builder) -> builder.window(null))
			.build();

		BreakerSettings settings = configuration.settingsFor("x");

		assertThat(settings.get(Settings.WINDOW)).isNull();
		assertThat(settings.text(Settings.WINDOW)).isEqualTo("off");
		assertThat(settings.origin(Settings.WINDOW)).hasToString("instances.x");
	}

	@Test
	void equalWhenAllValuesAreEqualWhoeverDecided() {
		BreakerSettings code = BreakerSettings.of((builder) -> builder.evidence(20));
		BreakerSettings operator = BreakerSettings.merge(List.of(actuator("evidence", "20")));

		assertThat(code).isEqualTo(operator)
			.hasSameHashCodeAs(operator)
			.isNotEqualTo(BreakerSettings.builtIn())
			.isNotEqualTo("evidence=20");
		assertThat(code.differencesTo(operator)).isEmpty();
	}

	@Test
	void differencesAreNamedInReadingOrder() {
		BreakerSettings one = BreakerSettings.of((builder) -> builder.ramp(Duration.ZERO).evidence(20));
		BreakerSettings other = BreakerSettings.of((builder) -> builder.evidence(21).failureRate(50));

		assertThat(one.differencesTo(other)).containsExactly(Settings.EVIDENCE, Settings.RAMP);
		assertThat(other.differencesTo(one)).containsExactly(Settings.EVIDENCE, Settings.RAMP);
	}

	@Test
	void differsBySettingsOfAnIntegration() {
		Setting<Integer> own = Setting.of("own", Settings.EVIDENCE.type(), 1);
		SettingsLayer layer = new SettingsBuilder(Origin.CODE, List.of(own)).set("own", "2").layer();
		BreakerSettings with = BreakerSettings.merge(List.of(layer));

		assertThat(with.differencesTo(BreakerSettings.builtIn())).containsExactly(own);
		assertThat(BreakerSettings.builtIn().differencesTo(with)).containsExactly(own);
		assertThat(with).isNotEqualTo(BreakerSettings.builtIn());
	}

	@Test
	void saysWhatWasDecided() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.evidence(20).ramp(Duration.ZERO));

		assertThat(settings).hasToString("BreakerSettings[evidence=20 ramp=0s]");
	}

	@Test
	void requireNamesTheSettingThatIsOff() {
		assertThatNullPointerException().isThrownBy(() -> BreakerSettings.builtIn().require(Settings.WINDOW))
			.withMessage("window");
	}

	@Test
	void settingsCannotBeChangedFromOutside() {
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> BreakerSettings.builtIn().settings().clear());
	}

	/**
	 * A predicate with a name.
	 */
	private static final class Always implements java.util.function.Predicate<Throwable> {

		@Override
		public boolean test(Throwable throwable) {
			return true;
		}

	}

}
