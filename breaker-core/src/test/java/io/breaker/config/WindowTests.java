package io.breaker.config;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A window looks back over calls or over time.
 */
class WindowTests {

	@Test
	void windowOfCallsHasNoTime() {
		Window window = Window.ofCalls(100);

		assertThat(window.calls()).isEqualTo(100);
		assertThat(window.time()).isNull();
		assertThat(window).hasToString("100");
	}

	@Test
	void windowOfTimeHasNoCalls() {
		Window window = Window.ofTime(Duration.ofSeconds(30));

		assertThat(window.calls()).isZero();
		assertThat(window.time()).isEqualTo(Duration.ofSeconds(30));
		assertThat(window).hasToString("30s");
	}

	@Test
	void equalsByKindAndSize() {
		assertThat(Window.ofCalls(10)).isEqualTo(Window.ofCalls(10))
			.hasSameHashCodeAs(Window.ofCalls(10))
			.isNotEqualTo(Window.ofCalls(11))
			.isNotEqualTo(Window.ofTime(Duration.ofSeconds(10)))
			.isNotEqualTo("10");
		assertThat(Window.ofTime(Duration.ofSeconds(60))).isEqualTo(Window.ofTime(Duration.ofMinutes(1)))
			.hasSameHashCodeAs(Window.ofTime(Duration.ofMinutes(1)))
			.isNotEqualTo(Window.ofTime(Duration.ofMinutes(2)))
			.isNotEqualTo(Window.ofCalls(0));
	}

	@Test
	void isReadFromBothKindsOfText() {
		BreakerSettings calls = BreakerSettings.of((builder) -> builder.set("window", " 100 "));
		BreakerSettings time = BreakerSettings.of((builder) -> builder.set("window", "PT30S"));
		BreakerSettings off = BreakerSettings.of((builder) -> builder.set("window", "Off"));

		assertThat(calls.get(Settings.WINDOW)).isEqualTo(Window.ofCalls(100));
		assertThat(time.get(Settings.WINDOW)).isEqualTo(Window.ofTime(Duration.ofSeconds(30)));
		assertThat(off.get(Settings.WINDOW)).isNull();
	}

}
