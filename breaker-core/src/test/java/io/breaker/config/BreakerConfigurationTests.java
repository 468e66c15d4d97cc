package io.breaker.config;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Who decides about a breaker: per key the nearest place, per name the nearest instance.
 */
// INV-64
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class BreakerConfigurationTests {

	@Test
	void whatSomebodyElseDecidedCarriesHisName() {
		BreakerConfigurationBuilder builder = BreakerConfiguration.builder()
			.defaults((settings) -> settings.evidence(20))
			.instance("inventory", (settings) -> settings.failureRate(40).trialCalls(3));

		builder.decidedBy(Origin.CODE)
			.builtIn((settings) -> settings.retryAfterMax(Duration.ofSeconds(7)))
			.defaults((settings) -> settings.evidenceTime(Duration.ZERO))
			.template("remote", (settings) -> settings.slowCall(Duration.ofSeconds(2)))
			.instance("inventory", (settings) -> settings.trialCalls(5).template("remote"));
		BreakerSettings settings = builder.build().settingsFor("inventory");

		assertThat(settings.origin(Settings.FAILURE_RATE)).isEqualTo(Origin.instance("inventory"));
		assertThat(settings.origin(Settings.EVIDENCE)).isEqualTo(Origin.DEFAULTS);
		assertThat(settings.origin(Settings.RETRY_AFTER_MAX)).isEqualTo(Origin.BUILT_IN);
		assertThat(List.of(Settings.EVIDENCE_TIME, Settings.SLOW_CALL, Settings.TRIAL_CALLS))
			.allSatisfy((setting) -> assertThat(settings.origin(setting)).isEqualTo(Origin.CODE));
		assertThat(settings.text(Settings.TRIAL_CALLS)).isEqualTo("5");
	}

	@Test
	void combinationThatCodeCausesNamesTheBreaker() {
		BreakerConfigurationBuilder builder = BreakerConfiguration.builder()
			.decidedBy(Origin.CODE)
			.instance("inventory", (settings) -> settings.openFor(Duration.ofSeconds(9)))
			.defaults((settings) -> settings.openForMax(Duration.ofSeconds(2)));

		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(builder::build)
			.withMessage("'breaker.instances.inventory.open-for' must be at most "
					+ "'breaker.instances.inventory.open-for-max', 2s, but was 9s");
	}

	@Test
	void eachKeyIsInheritedFromTheNearestPlace() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.defaults((builder) -> builder.template("base").evidence(1).trialCalls(1).openJitter(1).failureRate(1))
			.template("base",
					(builder) -> builder.evidence(2).trialCalls(2).openJitter(2).failureRate(2).recoveryRate(2))
			.template("far", (builder) -> builder.evidence(3).trialCalls(3).openJitter(3))
			.template("near", (builder) -> builder.template("far").evidence(4).trialCalls(4))
			.instance("x", (builder) -> builder.template("near").evidence(5))
			.build();

		BreakerSettings settings = configuration.settingsFor("x");

		assertThat(settings.text(Settings.EVIDENCE)).isEqualTo("5");
		assertThat(settings.text(Settings.TRIAL_CALLS)).isEqualTo("4");
		assertThat(settings.text(Settings.OPEN_JITTER)).isEqualTo("3%");
		assertThat(settings.text(Settings.FAILURE_RATE)).isEqualTo("1%");
		assertThat(settings.text(Settings.RECOVERY_RATE)).isEqualTo("2%");
		assertThat(settings.text(Settings.TRIAL_TIMEOUT)).isEqualTo("10s");
	}

	@Test
	void integrationsDecideWhatHoldsWhereNobodyDecides() {
		Setting<Integer> own = Setting.of("own", SettingTypes.count(1, 9), 3);
		BreakerConfiguration configuration = new BreakerConfigurationBuilder(
				Stream.concat(Settings.all().stream(), Stream.of(own)).toList())
			.builtIn((builder) -> builder.evidence(7).trialCalls(7))
			.defaults((builder) -> builder.trialCalls(2))
			.instance("x", (builder) -> builder.set("own", "4"))
			.build();

		BreakerSettings settings = configuration.settingsFor("any");

		assertThat(settings.text(Settings.EVIDENCE)).isEqualTo("7");
		assertThat(settings.origin(Settings.EVIDENCE)).isEqualTo(Origin.BUILT_IN);
		assertThat(settings.text(Settings.TRIAL_CALLS)).isEqualTo("2");
		assertThat(settings.settings()).contains(own);
		assertThat(settings.get(own)).isEqualTo(3);
		assertThat(configuration.settingsFor("x").get(own)).isEqualTo(4);
	}

	@Test
	void templateMayLeaveToOthersWhatItNeeds() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.template("slow", (builder) -> builder.slowCall(Duration.ofSeconds(1)).slowCallRate(80))
			.instance("x", (builder) -> builder.template("slow").window(Window.ofCalls(100)))
			.build();

		assertThat(configuration.settingsFor("x").text(Settings.SLOW_CALL_RATE)).isEqualTo("80%");
	}

	@Test
	void listsOfExceptionsReplaceEachOther() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.defaults((builder) -> builder.record(java.io.IOException.class))
			.instance("x", (builder) -> builder.record(IllegalStateException.class))
			.build();

		assertThat(configuration.settingsFor("x").get(Settings.RECORD)).containsExactly(IllegalStateException.class);
	}

	@Test
	void templateInheritedTwiceStandsWhereItIsNearest() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.defaults((builder) -> builder.template("base").evidence(1))
			.template("base", (builder) -> builder.evidence(2))
			.instance("x", (builder) -> builder.template("base"))
			.build();

		assertThat(configuration.settingsFor("x").text(Settings.EVIDENCE)).isEqualTo("2");
		assertThat(configuration.settingsFor("other").text(Settings.EVIDENCE)).isEqualTo("1");
	}

	@Test
	void breakerWithoutInstanceHasTheDefaults() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.defaults((builder) -> builder.template("base"))
			.template("base", (builder) -> builder.evidence(2))
			.build();

		assertThat(configuration.settingsFor("anything").text(Settings.EVIDENCE)).isEqualTo("2");
		assertThat(configuration.instanceFor("anything")).isNull();
	}

	@Test
	void emptyConfigurationIsBuiltIn() {
		assertThat(BreakerConfiguration.empty().settingsFor("x")).isEqualTo(BreakerSettings.builtIn());
	}

	@Test
	void decidingTwiceAboutTheSameNameAdds() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.instance("x", (builder) -> builder.evidence(2).trialCalls(2))
			.instance("x", (builder) -> builder.evidence(3))
			.template("t", (builder) -> builder.ramp(Duration.ZERO))
			.template("t", (builder) -> builder.evidence(9))
			.build();

		assertThat(configuration.settingsFor("x").text(Settings.EVIDENCE)).isEqualTo("3");
		assertThat(configuration.settingsFor("x").text(Settings.TRIAL_CALLS)).isEqualTo("2");
		assertThat(configuration.instances()).containsExactly("x");
		assertThat(configuration.templates()).containsExactly("t");
	}

	@Test
	void whatIsPutOnTopWins() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.instance("x", (builder) -> builder.evidence(2).trialCalls(2))
			.build();
		SettingsLayer top = new SettingsBuilder(Origin.ACTUATOR, Settings.all()).evidence(3).layer();

		BreakerSettings settings = configuration.settingsFor("x", List.of(top));

		assertThat(settings.text(Settings.EVIDENCE)).isEqualTo("3");
		assertThat(settings.text(Settings.TRIAL_CALLS)).isEqualTo("2");
	}

	@ParameterizedTest
	@CsvSource({ "partner-eu-1, partner-eu-1", "partner-eu-2, partner-eu-*", "partner-us-1, partner-*",
			"partner-, partner-*", "shop-1-cart, shop-*-cart", "shop--cart, shop-*-cart", "shop-a-b-cart, shop-*-cart",
			"shop-1-order, *", "shop-cart, *", "x, *" })
	void exactNameWinsThenTheLongestPattern(String name, String instance) {
		BreakerConfiguration configuration = instances("*", "partner-*", "partner-eu-*", "partner-eu-1", "shop-*-cart");

		assertThat(configuration.instanceFor(name)).isEqualTo(instance);
	}

	@Test
	void orderOfDecisionsDoesNotMatter() {
		assertThat(instances("a*", "ab*").instanceFor("abc")).isEqualTo("ab*");
		assertThat(instances("ab*", "a*").instanceFor("abc")).isEqualTo("ab*");
	}

	@Test
	void starsDoNotMakeAPatternLonger() {
		assertThat(instances("a***", "ab*").instanceFor("abc")).isEqualTo("ab*");
	}

	@Test
	void alphabetDecidesBetweenEquallyLongPatterns() {
		assertThat(instances("*b", "a*").instanceFor("ab")).isEqualTo("*b");
		assertThat(instances("a*", "*b").instanceFor("ab")).isEqualTo("*b");
	}

	@ParameterizedTest
	@CsvSource({ "a*a, aa, true", "a*a, a, false", "a*b*c, abc, true", "a*b*c, axxbyyc, true", "a*b*c, acb, false",
			"*a*, bab, true", "*a*, b, false", "**, anything, true", "a*bc*bc, abc, false", "a*bc*bc, abcbc, true",
			"a*, A, false", "*b, aB, false", "*ab*ab*, abab, true", "*ab*ab*, aba, false" })
	void starStandsForAnyCharacters(String pattern, String name, boolean matches) {
		assertThat(instances(pattern).instanceFor(name)).isEqualTo(matches ? pattern : null);
	}

	@ParameterizedTest
	@ValueSource(strings = { "a.c", "a+", "[ab]", "(x", "x)", "a|b", "^a$", "a{2}", "a?", "\\d", "\\E", "\\Q",
			"\\Qa\\E", "a\\", "$1", "\\\\E" })
	void charactersOfRegularExpressionsAreLiteral(String special) {
		BreakerConfiguration configuration = instances(special + "*" + special);

		assertThat(configuration.instanceFor(special + special)).isNotNull();
		assertThat(configuration.instanceFor(special + "-" + special)).isNotNull();
		assertThat(configuration.instanceFor(special)).isNull();
		assertThat(configuration.instanceFor("abc" + special)).isNull();
		assertThat(configuration.instanceFor("aa")).isNull();
		assertThat(configuration.instanceFor("ab")).isNull();
	}

	@Test
	void breakerMayBeCalledLikeThePattern() {
		assertThat(instances("partner-*").instanceFor("partner-*")).isEqualTo("partner-*");
	}

	@Test
	void manyStarsTakeNoTime() {
		String pattern = "*a".repeat(99) + "*b";

		assertThat(instances(pattern).instanceFor("a".repeat(200))).isNull();
		assertThat(instances(pattern).instanceFor("a".repeat(199) + "b")).isEqualTo(pattern);
	}

	@Test
	void namesAreKeptInTheOrderGiven() {
		BreakerConfiguration configuration = instances("c", "a*", "b");

		assertThat(configuration.instances()).containsExactly("c", "a*", "b");
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> configuration.instances().remove("c"));
		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> configuration.templates().remove("c"));
	}

	private static BreakerConfiguration instances(String... names) {
		BreakerConfigurationBuilder builder = BreakerConfiguration.builder();
		for (String name : names) {
			builder.instance(name, (settings) -> settings.evidence(1));
		}
		return builder.build();
	}

}
