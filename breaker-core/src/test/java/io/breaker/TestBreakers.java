package io.breaker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

import io.breaker.config.BreakerConfiguration;
import io.breaker.config.SettingsBuilder;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerListener;
import io.breaker.event.BreakerState;
import io.breaker.event.StateChanged;
import io.breaker.test.ManualTime;

/**
 * A breaker under driven time that hears what it tells, for tests of the machine.
 */
final class TestBreakers {

	final ManualTime time;

	final List<BreakerEvent> events = new ArrayList<>();

	final BreakerRegistry registry;

	final Breaker breaker;

	int die;

	TestBreakers(Consumer<SettingsBuilder> settings) {
		this(new ManualTime(), settings);
	}

	TestBreakers(ManualTime time, Consumer<SettingsBuilder> settings) {
		this.time = time;
		this.registry = BreakerRegistry.builder()
			.configuration(BreakerConfiguration.builder().defaults(settings).build())
			.timeSource(time)
			.die(() -> this.die)
			.listener(new BreakerListener() {
				@Override
				public void onEvent(BreakerEvent event) {
					TestBreakers.this.events.add(event);
				}
			})
			.build();
		this.breaker = this.registry.breaker("test");
	}

	/**
	 * Returns settings that open at the first failure and count no evidence.
	 */
	static Consumer<SettingsBuilder> tripping(Consumer<SettingsBuilder> more) {
		return (settings) -> more.accept(settings.consecutiveFailures(1));
	}

	void succeed() {
		this.breaker.acquire().success();
	}

	void succeed(int times) {
		for (int i = 0; i < times; i++) {
			succeed();
		}
	}

	void fail() {
		this.breaker.acquire().failure(new IOException("broken"));
	}

	void fail(int times) {
		for (int i = 0; i < times; i++) {
			fail();
		}
	}

	List<StateChanged> moves() {
		return this.events.stream().filter(StateChanged.class::isInstance).map(StateChanged.class::cast).toList();
	}

	List<BreakerState> states() {
		return moves().stream().map(StateChanged::to).toList();
	}

}
