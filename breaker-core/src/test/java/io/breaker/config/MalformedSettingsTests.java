package io.breaker.config;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.breaker.config.MalformedSettings.Malformed;
import io.breaker.config.MalformedSettings.Range;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What cannot be is refused when it is decided, in words that say where it stands, what
 * is allowed and what was probably meant.
 */
// INV-25, INV-63, INV-64, INV-66
@Timeout(value = 20, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MalformedSettingsTests {

	private static final int LONGEST_MESSAGE = 1_500;

	static List<Malformed> malformed() {
		return MalformedSettings.all();
	}

	@Test
	void thereAreManyWaysToBeMalformed() {
		List<Malformed> cases = malformed();

		assertThat(cases).hasSizeGreaterThanOrEqualTo(200);
		assertThat(cases).extracting(Malformed::key)
			.containsAll(Settings.all().stream().map((setting) -> MalformedSettings.PATH + setting.key()).toList());
	}

	@ParameterizedTest
	@MethodSource("malformed")
	void isRefusedInWordsThatHelp(Malformed malformed) {
		InvalidSettingException refusal = refusal(malformed);

		assertThat(refusal.key()).isEqualTo(malformed.key());
		assertThat(refusal.value()).isEqualTo(malformed.value());
		assertThat(refusal.requirement()).startsWith(malformed.requirement());
		assertThat(refusal)
			.hasMessageStartingWith(
					"'" + InvalidSettingException.printable(malformed.key()) + "' must " + malformed.requirement())
			.hasMessageContaining(" but was " + InvalidSettingException.shown(malformed.value()));
		if (malformed.nearest() != null) {
			assertThat(refusal.nearest()).isEqualTo(malformed.nearest());
			assertThat(refusal).hasMessageEndingWith("; did you mean '" + malformed.nearest() + "'?");
		}
	}

	@Tag("slow")
	@ParameterizedTest
	@MethodSource("malformed")
	void isShortAndHarmlessInALog(Malformed malformed) {
		String message = refusal(malformed).getMessage();

		assertThat(message).hasSizeLessThan(LONGEST_MESSAGE).doesNotContain("\u2028", "\u2029");
		assertThat(message.chars()).noneMatch(Character::isISOControl);
	}

	private static InvalidSettingException refusal(Malformed malformed) {
		return refusal(() -> malformed.build().run());
	}

	private static InvalidSettingException refusal(ThrowingCallable build) {
		return catchThrowableOfType(InvalidSettingException.class, build);
	}

	@Test
	void numberWithoutUnitReadsAsDocumented() {
		InvalidSettingException refusal = refusal(() -> BreakerConfiguration.builder()
			.instance("inventory", (builder) -> builder.set("failure-rate", "50")));

		assertThat(refusal).hasMessage("'breaker.instances.inventory.failure-rate' must be a percentage of at least "
				+ "0.0001% and at most 100% with up to four decimals, such as 40%, but was 50");
	}

	@Test
	void durationReadsAsItIsWrittenInConfiguration() {
		InvalidSettingException refusal = refusal(
				() -> BreakerSettings.of((builder) -> builder.openFor(Duration.ofHours(25))));

		assertThat(refusal).hasMessage(
				"'open-for' must be a duration of at least 1ms and at most 1d, such as 800ms or 5s, but was 25h");
	}

	@Test
	void misspeltWordReadsAsDocumented() {
		InvalidSettingException refusal = refusal(
				() -> BreakerConfiguration.builder().defaults((builder) -> builder.set("mode", "observed")));

		assertThat(refusal).hasMessage("'breaker.defaults.mode' must be one of enforce, observe, forced-open, disabled "
				+ "but was observed; did you mean 'observe'?");
	}

	@Test
	void emptyAndBlankValuesAreNamed() {
		InvalidSettingException empty = refusal(() -> BreakerSettings.of((builder) -> builder.set("evidence", "")));
		InvalidSettingException blank = refusal(() -> BreakerSettings.of((builder) -> builder.set("evidence", " ")));

		assertThat(empty)
			.hasMessage("'evidence' must be a whole number of at least 1 and at most 1000000 but was empty");
		assertThat(blank).hasMessageEndingWith("but was blank");
	}

	@Test
	void controlCharactersAndLengthAreShownHarmlessly() {
		String hostile = "5s\u001b[2J\r\nWARN all is well\u202e" + "x".repeat(1_000_000);

		InvalidSettingException refusal = refusal(
				() -> BreakerSettings.of((builder) -> builder.set("open-for", hostile)));

		assertThat(refusal).hasMessageContaining("but was 5s\\u001b[2J\\u000d\\u000aWARN all is well\\u202exxx")
			.hasMessageEndingWith("x…");
		assertThat(refusal.getMessage()).hasSizeLessThan(400);
	}

	@Test
	void combinationAcrossLayersNamesBothPlaces() {
		BreakerConfigurationBuilder builder = BreakerConfiguration.builder()
			.defaults((settings) -> settings.minimumCalls(50))
			.instance("ledger", (settings) -> settings.window(Window.ofCalls(10)));

		InvalidSettingException refusal = refusal(builder::build);

		assertThat(refusal).hasMessage("'breaker.defaults.minimum-calls' must be at most "
				+ "'breaker.instances.ledger.window', 10 calls, but was 50");
	}

	@Test
	void longListOfTemplatesIsCut() {
		BreakerConfigurationBuilder builder = BreakerConfiguration.builder();
		for (int i = 0; i < 10_000; i++) {
			builder.template("t" + i, (settings) -> settings.evidence(1));
		}
		builder.instance("x", (settings) -> settings.template("unheard"));

		InvalidSettingException refusal = refusal(builder::build);

		assertThat(refusal.getMessage()).hasSizeLessThan(300).contains("t0, t1, ").contains("t19, …)");
	}

	static Stream<Arguments> limits() {
		return Settings.all()
			.stream()
			.flatMap((setting) -> MalformedSettings.ranges(setting)
				.stream()
				.flatMap((range) -> Stream.of(Arguments.of(setting, range, range.least()),
						Arguments.of(setting, range, range.most()))));
	}

	@Test
	void everySettingWithNumbersStatesItsRange() {
		assertThat(limits()).hasSizeGreaterThanOrEqualTo(2 * 16);
	}

	@ParameterizedTest
	@MethodSource("limits")
	void takesEachLimitAsText(Setting<?> setting, Range range, String limit) {
		BreakerSettings settings = BreakerConfiguration.builder().instance("x", (builder) -> {
			companions(builder, setting);
			builder.set(setting.key(), limit);
		}).build().settingsFor("x");

		assertThat(settings.text(setting)).isEqualTo(limit);
	}

	@ParameterizedTest
	@MethodSource("limits")
	void takesEachLimitAsValue(Setting<?> setting, Range range, String limit) {
		BreakerSettings settings = BreakerSettings.of((builder) -> {
			companions(builder, setting);
			MalformedSettings.set(builder, setting, MalformedSettings.value(setting, range, limit));
		});

		assertThat(settings.text(setting)).isEqualTo(limit);
	}

	/**
	 * Sets what a setting cannot stand without.
	 */
	private static void companions(SettingsBuilder builder, Setting<?> setting) {
		if (setting.equals(Settings.SLOW_CALL_RATE)) {
			builder.set("window", "100").set("slow-call", "1s");
		}
	}

	@Test
	void lowersTheMinimumToTheSizeOfASmallerWindow() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.window(Window.ofCalls(10)).minimumCalls(10));

		assertThat(settings.require(Settings.MINIMUM_CALLS)).isEqualTo(10);
	}

	@Test
	void waitsAndRampsMayEqualTheirGreatest() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.set("open-for", "7s")
			.set("open-for-max", "7s")
			.set("ramp", "3s")
			.set("ramp-max", "3s"));

		assertThat(settings.text(Settings.OPEN_FOR_MAX)).isEqualTo("7s");
	}

	@Test
	void namesOfTwoHundredCharactersWithMostCharactersAreFine() {
		String special = "TestClient#getHello() *üß日 ";
		String name = special + "n".repeat(200 - special.length());

		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.template(name, (builder) -> builder.evidence(3))
			.instance(name, (builder) -> builder.template(name))
			.build();

		assertThat(name).hasSize(200);
		assertThat(configuration.settingsFor(name).text(Settings.EVIDENCE)).isEqualTo("3");
	}

}
