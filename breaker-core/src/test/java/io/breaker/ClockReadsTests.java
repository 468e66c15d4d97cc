package io.breaker;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.SettingsBuilder;
import io.breaker.config.TimeSource;
import io.breaker.config.Window;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * How often a call reads the clock: not at all while it is healthy and nothing needs it,
 * once when it fails.
 */
class ClockReadsTests {

	private long reads;

	static Stream<Arguments> settings() {
		return Stream.of(settings("default", 0, (s) -> {
		}), settings("consecutive failures", 0, (s) -> s.consecutiveFailures(5)),
				settings("window of calls", 0, (s) -> s.window(Window.ofCalls(10))),
				settings("window of time", 1, (s) -> s.window(Window.ofTime(Duration.ofSeconds(10)))),
				settings("slow calls", 2, (s) -> s.slowCall(Duration.ofSeconds(1))));
	}

	private static Arguments settings(String name, int reads, Consumer<SettingsBuilder> settings) {
		return arguments(name, reads, settings);
	}

	@ParameterizedTest(name = "{0}: {1}")
	@MethodSource("settings")
	void healthyCallReadsTheClockOnlyWhereARuleNeedsIt(String name, int perCall, Consumer<SettingsBuilder> settings)
			throws Exception {
		try (BreakerRegistry registry = BreakerRegistry.builder()
			.configuration(BreakerConfiguration.builder().defaults(settings).build())
			.timeSource(new CountingTime())
			.build()) {
			Breaker breaker = registry.breaker("test");

			assertThat(reads(() -> breaker.call(() -> "fine"))).isEqualTo(perCall);
			assertThat(reads(() -> breaker.call(() -> "fine", (ex) -> "fallback"))).isEqualTo(perCall);
			assertThat(reads(() -> breaker.callAsync(() -> CompletableFuture.completedFuture("fine"))))
				.isEqualTo(perCall);
			assertThat(reads(() -> breaker.acquire().success())).isEqualTo(perCall);
			assertThat(reads(() -> breaker.acquire().failure(new IOException("broken"))))
				.isEqualTo(Math.max(1, perCall));
		}
	}

	private long reads(Step step) throws Exception {
		long before = this.reads;
		step.run();
		return this.reads - before;
	}

	private interface Step {

		void run() throws Exception;

	}

	/**
	 * Stands still and counts who looks at it.
	 */
	private final class CountingTime implements TimeSource {

		@Override
		public long nanoTime() {
			ClockReadsTests.this.reads++;
			return 0;
		}

		@Override
		public Instant now() {
			return Instant.EPOCH;
		}

	}

}
