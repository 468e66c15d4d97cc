package io.breaker.spring.actuate;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Settings;
import io.breaker.config.SettingsBuilder;
import io.breaker.event.BreakerState;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Settings in words: they are read by somebody who was just woken, and they are true.
 */
class BehaviourTests {

	private static final String WAIT = " It then rejects every call for 1s (± 20%), twice as long after each failed "
			+ "recovery, up to 5s.";

	private static final String TRIAL = " After that one trial call decides: if it succeeds, the breaker recovers; if it "
			+ "fails, it opens again. A trial that is not over within 10s has failed.";

	private static final String RAMP = " While it recovers, a growing share of the calls passes, from 10% to all within "
			+ "1s, twice as long after each relapse, up to 20s";

	private static final String CLOSES = " It closes when all calls pass.";

	private static String say(String... pairs) {
		return say(BreakerMode.ENFORCE, pairs);
	}

	private static String say(BreakerMode mode, String... pairs) {
		return Behaviour.of(BreakerSettings.of(set(pairs)), mode);
	}

	private static Consumer<SettingsBuilder> set(String... pairs) {
		return (settings) -> {
			for (String pair : pairs) {
				int equals = pair.indexOf('=');
				settings.set(pair.substring(0, equals), pair.substring(equals + 1));
			}
		};
	}

	@Test
	void builtInSettings() {
		assertThat(say()).isEqualTo("Opens when more than 50% of the calls fail: each failure adds 1 to a score, each "
				+ "success takes 1 away, down to 0; it opens when the score reaches 15 and has been above 0 for 1s."
				+ WAIT + TRIAL + RAMP + ", and a third of the score and of its time is enough to open again." + CLOSES);
	}

	@Test
	void windowOfCalls() {
		assertThat(say("window=100", "minimum-calls=50", "ramp=0s"))
			.isEqualTo("Opens when at least 50% of the last 100 calls failed, once there are at least 50 of them."
					+ WAIT + TRIAL.replace("recovers", "closes"));
	}

	@Test
	void windowOfTime() {
		assertThat(say("window=30s")).isEqualTo(
				"Opens when at least 50% of the calls of the last 30s failed, once there are at least 20 of them."
						+ WAIT + TRIAL + RAMP + "." + CLOSES);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					failure-rate=40%                    | more than 40% of the calls fail: each failure adds 1 to a score, each success takes 0.67 away, down to 0; it opens when the score reaches 15 and has been above 0 for 1s.
					failure-rate=60%                    | takes 1.5 away, down to 0; it opens when the score reaches 22.5 and
					failure-rate=99%                    | takes 99 away, down to 0; it opens when the score reaches 60 and
					failure-rate=1%                     | takes 0.01 away, down to 0; it opens when the score reaches 15 and
					failure-rate=100%                   | Opens when all calls fail: each failure adds 1 to a score, each success sets it back to 0; it opens when the score reaches 60 and
					evidence-time=0s                    | it opens when the score reaches 15. It then
					slow-call=800ms                     | Opens when more than 50% of the calls fail or are slow (longer than 800ms): each such call adds 1 to a score, each other success takes 1 away, down to 0;
					slow-call=800ms                     | A trial that is slow or not over within 10s has failed.
					consecutive-failures=5              | It also opens when 5 calls in a row fail. It then
					consecutive-failures=1              | It also opens at the first call that fails. It then
					consecutive-failures=5;slow-call=1s | It also opens when 5 calls in a row fail or are slow. It then
					consecutive-failures=1;slow-call=1s | It also opens at the first call that fails or is slow. It then
					window=100;failure-rate=100%        | Opens when all of the last 100 calls failed, once there are at least 20 of them.
					window=10                           | Opens when at least 50% of the last 10 calls failed, once there are at least 10 of them.
					window=1                            | Opens when the last call failed. It then
					window=1;slow-call=1s               | Opens when the last call failed or was slow (longer than 1s). It then
					window=100;slow-call=1s             | Opens when at least 50% of the last 100 calls failed or were slow (longer than 1s), once there are at least 20 of them.
					window=100;slow-call=1s;slow-call-rate=80% | Opens when at least 50% of the last 100 calls failed or at least 80% of them were slow (longer than 1s), once there are at least 20 of them.
					window=30s;slow-call=1s;slow-call-rate=100%;minimum-calls=1 | Opens when at least 50% of the calls of the last 30s failed or all of them were slow (longer than 1s). It then
					window=1;slow-call=1s;slow-call-rate=100% | Opens when the last call failed or was slow (longer than 1s). It then
					window=9;slow-call=1s;slow-call-rate=80%;consecutive-failures=2 | It also opens when 2 calls in a row fail. It then
					window=9;slow-call=1s;slow-call-rate=80% | A trial that is slow or not over within 10s has failed.
					open-jitter=0%                      | It then rejects every call for 1s, twice as long after each failed recovery, up to 5s.
					open-for=60s;open-jitter=0%         | It then rejects every call for 1m. After that
					open-for=60s                        | It then rejects every call for 1m (± 20%). After that
					trial-calls=10                      | After that up to 10 trial calls decide: when all 10 have succeeded, the breaker recovers; when one has failed, it opens again. A trial that
					trial-calls=10;recovery-rate=75%    | when 8 have succeeded, the breaker recovers; when 3 have failed, it opens again.
					trial-calls=2;recovery-rate=50%     | when one has succeeded, the breaker recovers; when all 2 have failed, it opens again.
					trial-timeout=30s                   | A trial that is not over within 30s has failed.
					ramp=20s                            | from 10% to all within 20s, and a third of the score and of its time is enough to open again. It closes when all calls pass.
					ramp=0s                             | if it succeeds, the breaker closes; if it fails, it opens again. A trial that is not over within 10s has failed.
					""")
	void eachSettingHasItsWords(String settings, String words) {
		assertThat(say(settings.split(";"))).contains(words);
	}

	@Test
	void askedWaitIsToldWhereSomebodyListens() {
		BreakerSettings listens = BreakerSettings.of((settings) -> settings.retryAfter((failure) -> Duration.ZERO));
		BreakerSettings deaf = BreakerSettings
			.of((settings) -> settings.retryAfter((failure) -> Duration.ZERO).retryAfterMax(Duration.ZERO));

		String sentence = "A failure that asks for a longer wait gets it, up to 1m.";
		assertThat(Behaviour.of(listens, BreakerMode.ENFORCE)).contains(sentence);
		assertThat(Behaviour.of(deaf, BreakerMode.ENFORCE)).doesNotContain("asks for");
		assertThat(say()).doesNotContain("asks for");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					OBSERVE     | While its mode is observe it rejects nobody and only records what it would do. Opens when
					FORCED_OPEN | While its mode is forced-open it rejects every call; otherwise this holds. Opens when
					DISABLED    | While its mode is disabled every call passes and none is counted; otherwise this holds. Opens when
					ENFORCE     | Opens when
					""")
	void modeComesFirst(BreakerMode mode, String words) {
		assertThat(say(mode)).startsWith(words);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "window=50", "window=1", "window=1h", "window=50;slow-call=1s",
			"window=50;slow-call=1s;slow-call-rate=30%", "slow-call=1s", "failure-rate=100%", "failure-rate=0.0001%",
			"failure-rate=99.9999%", "evidence=1", "consecutive-failures=3", "trial-calls=1000", "ramp=0s",
			"open-jitter=0%" })
	void everyCombinationReadsWell(String settings) {
		for (BreakerMode mode : BreakerMode.values()) {
			String words = settings.isEmpty() ? say(mode) : say(mode, settings.split(";"));

			assertThat(words).doesNotContain("null", "Infinity", "NaN", "E+", "E-", "  ", " 1 calls", "off", "..")
				.contains("pens when")
				.matches("([A-Z][^.]*(\\.\\d[^.]*)*\\. ?)+");
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "1%", "33.34%", "40%", "50%", "60%", "70%", "75%", "80%", "90%", "99%", "100%" })
	void scoreThatIsToldIsTheOneThatOpens(String rate) {
		String[] settings = { "failure-rate=" + rate, "evidence-time=0s", "evidence=7", "open-jitter=0%" };
		Matcher matcher = Pattern.compile("reaches ([0-9.]+)\\.").matcher(say(settings));
		assertThat(matcher.find()).isTrue();
		double limit = Double.parseDouble(matcher.group(1));
		int enough = (int) Math.ceil(limit);
		Breaker breaker = breaker(new ManualTime(), settings);

		fail(breaker, enough - 1);
		assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
		fail(breaker, 1);

		assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
	}

	@ParameterizedTest
	@ValueSource(strings = { "40%", "50%", "60%", "75%" })
	void successTakesAwayWhatIsTold(String rate) {
		String[] settings = { "failure-rate=" + rate, "evidence-time=0s", "open-jitter=0%" };
		Matcher matcher = Pattern.compile("takes ([0-9.]+) away").matcher(say(settings));
		assertThat(matcher.find()).isTrue();
		double away = Double.parseDouble(matcher.group(1));
		Breaker breaker = breaker(new ManualTime(), settings);
		fail(breaker, 5);
		double before = breaker.snapshot().evidence();

		breaker.run(() -> {
		});

		double one = before / 5;
		assertThat((before - breaker.snapshot().evidence()) / one).isCloseTo(away,
				org.assertj.core.api.Assertions.within(0.005));
	}

	@ParameterizedTest
	@CsvSource({ "10, 75%", "3, 100%", "4, 50%", "5, 1%", "7, 66.6667%" })
	void trialsThatAreToldAreThoseThatDecide(int trials, String rate) {
		String[] settings = { "trial-calls=" + trials, "recovery-rate=" + rate, "consecutive-failures=1",
				"open-jitter=0%", "ramp=0s" };
		String words = say(settings);
		Matcher matcher = Pattern.compile("when (all )?(one|\\d+) ha(?:s|ve) succeeded").matcher(words);
		assertThat(matcher.find()).isTrue();
		int needed = matcher.group(2).equals("one") ? 1 : Integer.parseInt(matcher.group(2));
		ManualTime time = new ManualTime();
		Breaker breaker = breaker(time, settings);
		fail(breaker, 1);
		time.advance(breaker.settings().require(Settings.OPEN_FOR));

		for (int i = 1; i < needed; i++) {
			breaker.run(() -> {
			});
			assertThat(breaker.state()).isEqualTo(BreakerState.HALF_OPEN);
		}
		breaker.run(() -> {
		});

		assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
	}

	private static Breaker breaker(ManualTime time, String... settings) {
		return BreakerRegistry.builder()
			.timeSource(time)
			.configuration(BreakerConfiguration.builder().defaults(set(settings)).build())
			.build()
			.breaker("x");
	}

	private static void fail(Breaker breaker, int times) {
		for (int i = 0; i < times; i++) {
			breaker.acquire().failure(new IOException());
		}
	}

}
