package io.breaker.rates;

import java.io.IOException;
import java.time.Duration;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Intervention;
import io.breaker.config.Window;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Rates of the last ten seconds, and of windows.
 */
class RecentRatesTests {

	private static final Duration SECOND = Duration.ofSeconds(1);

	private final ManualTime time = new ManualTime(Long.MAX_VALUE - 5_000_000_000L);

	private final BreakerRegistry registry = BreakerRegistry.builder()
		.configuration(BreakerConfiguration.builder()
			.defaults((settings) -> settings.evidence(1_000))
			.instance("windowed", (settings) -> settings.window(Window.ofCalls(10)).minimumCalls(5).failureRate(90))
			.instance("slow", (settings) -> settings.slowCall(Duration.ofMillis(100)))
			.build())
		.timeSource(this.time)
		.build();

	private final RecentRates rates = new RecentRates(this.registry, this.time).sampleWith(this.time.alarm());

	private static void succeed(Breaker breaker, int times) {
		for (int i = 0; i < times; i++) {
			breaker.acquire().success();
		}
	}

	private static void fail(Breaker breaker, int times) {
		for (int i = 0; i < times; i++) {
			breaker.acquire().failure(new IOException());
		}
	}

	private void callFor(Breaker breaker, Duration duration) {
		breaker.run(() -> this.time.advance(duration));
	}

	@Test
	void rateIsUndefinedBeforeTheFirstCall() {
		Breaker breaker = this.registry.breaker("inventory");

		assertThat(this.rates.of(breaker)).isEqualTo(Rates.UNDEFINED);
	}

	@Test
	void rateIsTrueToTheMoment() {
		Breaker breaker = this.registry.breaker("inventory");
		succeed(breaker, 1);
		fail(breaker, 3);

		assertThat(this.rates.of(breaker)).isEqualTo(new Rates(75.0, null));
	}

	@Test
	void callsOlderThanTenSecondsAreForgotten() {
		Breaker breaker = this.registry.breaker("inventory");
		this.time.advance(SECOND);
		fail(breaker, 10);
		this.time.advance(Duration.ofSeconds(9));
		succeed(breaker, 10);

		Rates within = this.rates.of(breaker);
		this.time.advance(SECOND);
		Rates at = this.rates.of(breaker);
		this.time.advance(SECOND);
		Rates after = this.rates.of(breaker);

		assertThat(within.failure()).isEqualTo(50.0);
		assertThat(at.failure()).isEqualTo(50.0);
		assertThat(after.failure()).isEqualTo(0.0);
	}

	@Test
	void rateIsUndefinedAgainWhenCallsStop() {
		Breaker breaker = this.registry.breaker("inventory");
		fail(breaker, 10);

		this.time.advance(Duration.ofSeconds(12));

		assertThat(this.rates.of(breaker)).isEqualTo(Rates.UNDEFINED);
	}

	@Test
	void callsThatSayNothingDoNotCount() {
		Breaker breaker = this.registry.breaker("inventory");
		succeed(breaker, 1);
		breaker.acquire().ignore();
		breaker.acquire().cancel();

		assertThat(this.rates.of(breaker).failure()).isEqualTo(0.0);
	}

	@Test
	void slowCallsShareTheFailureRateAndHaveARateOfTheirOwn() {
		Breaker breaker = this.registry.breaker("slow");
		callFor(breaker, Duration.ofMillis(101));
		callFor(breaker, Duration.ofMillis(100));
		fail(breaker, 2);

		assertThat(this.rates.of(breaker)).isEqualTo(new Rates(75.0, 25.0));
	}

	@Test
	void windowDecidesWhereThereIsOne() {
		Breaker breaker = this.registry.breaker("windowed");
		fail(breaker, 4);
		Rates tooFew = this.rates.of(breaker);
		succeed(breaker, 4);
		this.time.advance(Duration.ofMinutes(1));

		Rates enough = this.rates.of(breaker);

		assertThat(tooFew).isEqualTo(Rates.UNDEFINED);
		assertThat(enough).isEqualTo(new Rates(50.0, null));
	}

	@Test
	void breakerThatLosesItsWindowIsSampledAlready() {
		Breaker breaker = this.registry.breaker("windowed");
		fail(breaker, 4);
		this.time.advance(Duration.ofSeconds(3));

		breaker.change(BreakerSettings.builtIn(), Intervention.by("test"));

		assertThat(this.rates.of(breaker).failure()).isEqualTo(100.0);
	}

	@Test
	void breakerThatCountedBeforeTheRatesDidBeginsAtItsTotals() {
		BreakerRegistry registry = BreakerRegistry.builder().timeSource(this.time).build();
		Breaker breaker = registry.breaker("inventory");
		succeed(breaker, 100);

		RecentRates rates = new RecentRates(registry, this.time);
		fail(breaker, 1);

		assertThat(rates.of(breaker).failure()).isEqualTo(100.0);
	}

	@Test
	void nextBreakerOfANameInheritsNothing() {
		fail(this.registry.breaker("inventory"), 10);
		this.time.advance(SECOND);
		this.registry.remove("inventory");
		Breaker next = this.registry.breaker("inventory");
		succeed(next, 1);

		Rates unsampled = this.rates.of(next);
		this.time.advance(SECOND);
		Rates sampled = this.rates.of(next);
		this.time.advance(Duration.ofSeconds(12));
		Rates later = this.rates.of(next);

		assertThat(unsampled.failure()).isEqualTo(0.0);
		assertThat(sampled.failure()).isEqualTo(0.0);
		assertThat(later).isEqualTo(Rates.UNDEFINED);
	}

	// INV-29
	@Test
	void wallClockStepsChangeNothing() {
		Breaker breaker = this.registry.breaker("inventory");
		fail(breaker, 1);
		this.time.shiftWallClock(Duration.ofHours(-1));
		this.time.advance(SECOND);
		succeed(breaker, 1);

		assertThat(this.rates.of(breaker).failure()).isEqualTo(50.0);
	}

	@Test
	void rateIsUndefinedWhereNobodySamples() {
		Breaker breaker = this.registry.breaker("inventory");
		this.time.advance(SECOND);
		this.rates.close();
		this.time.advance(Duration.ofSeconds(11));
		fail(breaker, 1);
		Breaker late = this.registry.breaker("late");
		fail(late, 1);

		assertThat(this.rates.of(breaker)).isEqualTo(Rates.UNDEFINED);
		assertThat(this.rates.of(late)).isEqualTo(Rates.UNDEFINED);
	}

	@Test
	void timeThatStandsStillKeepsOneSample() {
		Breaker breaker = this.registry.breaker("inventory");
		this.rates.sample();
		fail(breaker, 1);

		for (int i = 0; i < 1_000; i++) {
			this.rates.sample();
		}

		assertThat(this.rates.of(breaker).failure()).isEqualTo(100.0);
	}

	// INV-51
	@Test
	void closedRatesPlanNothing() {
		this.rates.close();
		this.rates.sampleWith(this.time.alarm());

		Breaker breaker = this.registry.breaker("inventory");
		this.time.advance(Duration.ofSeconds(20));
		fail(breaker, 1);

		assertThat(this.rates.of(breaker)).isEqualTo(Rates.UNDEFINED);
	}

}
