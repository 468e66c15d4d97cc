package io.breaker;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.breaker.config.Settings;
import io.breaker.config.SettingsBuilder;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Code of the user that fails inside a breaker: calls go on, and the log says so.
 */
class ComplaintTests {

	static Stream<Arguments> settings() {
		return Stream.of(settings("record-when", (s) -> s.recordWhen((ex) -> raise())),
				settings("ignore-when", (s) -> s.ignoreWhen((ex) -> raise())),
				settings("record-result", (s) -> s.recordResult((result) -> raise())));
	}

	private static Arguments settings(String key, Consumer<SettingsBuilder> settings) {
		return arguments(key, settings);
	}

	private static boolean raise() {
		throw new IllegalStateException("code of the user");
	}

	// INV-38
	@ParameterizedTest(name = "{0}")
	@MethodSource("settings")
	void codeInSettingsIsComplainedOfOnceAMinute(String key, Consumer<SettingsBuilder> settings) throws Exception {
		TestBreakers test = new TestBreakers(settings.andThen((s) -> s.evidence(1_000)));
		try (Warnings warnings = new Warnings()) {
			callBoth(test);
			callBoth(test);
			assertThat(warnings.messages()).containsExactly(
					"A predicate or function in the settings of breaker 'test' failed; calls go on without it");

			test.time.advance(Duration.ofSeconds(59));
			callBoth(test);
			assertThat(warnings.messages()).hasSize(1);

			test.time.advance(Duration.ofSeconds(1));
			callBoth(test);
			assertThat(warnings.messages()).hasSize(2);
		}
		assertThat(test.breaker.totals().success()).isEqualTo(4);
		assertThat(test.breaker.totals().failure()).isEqualTo(4);
	}

	private static void callBoth(TestBreakers test) throws Exception {
		assertThat(test.breaker.call(() -> "fine")).isEqualTo("fine");
		assertThat(test.breaker.<String, Exception>call(() -> {
			throw new IOException("broken");
		}, (ex) -> "fallback")).isEqualTo("fallback");
	}

	@Test
	void functionOfTheWaitIsComplainedOfWhenTheBreakerOpens() {
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1).openJitter(0).retryAfter((ex) -> {
			throw new IllegalStateException("code of the user");
		}));
		try (Warnings warnings = new Warnings()) {
			test.fail();

			assertThat(warnings.messages()).singleElement(STRING).contains("in the settings of breaker 'test' failed");
		}
		assertThat(test.breaker.snapshot().retryAfter()).isEqualTo(test.breaker.settings().require(Settings.OPEN_FOR));
	}

	@Test
	void listenerIsComplainedOfByName() {
		TestBreakers test = new TestBreakers((s) -> s.consecutiveFailures(1));
		BreakerListener deaf = new BreakerListener() {
			@Override
			public void onEvent(BreakerEvent event) {
				raise();
			}
		};
		test.breaker.addListener(deaf);
		try (Warnings warnings = new Warnings()) {
			test.fail();

			assertThat(warnings.messages()).singleElement(STRING)
				.isEqualTo("Listener " + deaf.getClass().getName() + " failed; calls go on without it");
		}
	}

	@Test
	void decoratorIsComplainedOfByName() {
		BreakerDecorator broken = (breaker) -> {
			throw new IllegalStateException("code of the user");
		};
		try (Warnings warnings = new Warnings();
				BreakerRegistry registry = BreakerRegistry.builder().decorator(broken).build()) {
			Breaker breaker = registry.breaker("test");

			assertThat(breaker.name()).isEqualTo("test");
			assertThat(warnings.messages()).singleElement(STRING)
				.startsWith("Decorator ")
				.endsWith(" failed; calls go on without it");
		}
	}

}
