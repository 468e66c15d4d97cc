package io.breaker.config;

import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A built-in value makes room for a chosen one; two chosen ones that contradict each
 * other are refused.
 */
// INV-25
class CombinationsTests {

	@Test
	void smallWindowLowersTheBuiltInMinimum() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.window(Window.ofCalls(7)));

		assertThat(settings.get(Settings.MINIMUM_CALLS)).isEqualTo(7);
	}

	@Test
	void largeWindowAndWindowOfTimeLeaveTheBuiltInMinimum() {
		BreakerSettings calls = BreakerSettings.of((builder) -> builder.window(Window.ofCalls(1_000)));
		BreakerSettings time = BreakerSettings.of((builder) -> builder.window(Window.ofTime(Duration.ofSeconds(1))));

		assertThat(calls.get(Settings.MINIMUM_CALLS)).isEqualTo(20);
		assertThat(time.get(Settings.MINIMUM_CALLS)).isEqualTo(20);
	}

	@Test
	void minimumMayBeHighWithoutAWindowOfCalls() {
		BreakerSettings settings = BreakerSettings
			.of((builder) -> builder.window(Window.ofTime(Duration.ofSeconds(1))).minimumCalls(1_000_000));

		assertThat(settings.get(Settings.MINIMUM_CALLS)).isEqualTo(1_000_000);
	}

	@Test
	void longerFirstWaitRaisesTheBuiltInGreatest() {
		BreakerSettings settings = BreakerSettings
			.of((builder) -> builder.openFor(Duration.ofMinutes(1)).ramp(Duration.ofMinutes(2)));

		assertThat(settings.text(Settings.OPEN_FOR_MAX)).isEqualTo("1m");
		assertThat(settings.text(Settings.RAMP_MAX)).isEqualTo("2m");
	}

	@Test
	void lowerGreatestLowersTheBuiltInFirst() {
		BreakerSettings settings = BreakerSettings
			.of((builder) -> builder.openForMax(Duration.ofMillis(100)).rampMax(Duration.ZERO));

		assertThat(settings.text(Settings.OPEN_FOR)).isEqualTo("100ms");
		assertThat(settings.text(Settings.RAMP)).isEqualTo("0s");
	}

	@Test
	void shorterFirstWaitLeavesTheBuiltInGreatest() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.openFor(Duration.ofMillis(2)));

		assertThat(settings.text(Settings.OPEN_FOR_MAX)).isEqualTo("5s");
	}

	@Test
	void chosenValueIsNeverMoved() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> BreakerConfiguration.builder()
				.defaults((builder) -> builder.openForMax(Duration.ofSeconds(5)))
				.instance("x", (builder) -> builder.openFor(Duration.ofSeconds(6)))
				.build())
			.withMessage(
					"'breaker.instances.x.open-for' must be at most 'breaker.defaults.open-for-max', 5s, but was 6s");
	}

	@Test
	void slowCallRateStandsWithWindowAndSlowCall() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.slowCallRate(50)
			.slowCall(Duration.ofSeconds(1))
			.window(Window.ofTime(Duration.ofSeconds(10))));

		assertThat(settings.text(Settings.SLOW_CALL_RATE)).isEqualTo("50%");
	}

	@Test
	void whatIsPutOnTopOfAConfigurationIsCheckedToo() {
		BreakerConfiguration configuration = BreakerConfiguration.builder()
			.instance("x", (builder) -> builder.window(Window.ofCalls(10)))
			.build();
		SettingsLayer top = new SettingsBuilder(Origin.ACTUATOR, Settings.all()).minimumCalls(11).layer();

		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> configuration.settingsFor("x", List.of(top)))
			.withMessage("'minimum-calls' must be at most 'breaker.instances.x.window', 10 calls, but was 11");
	}

}
