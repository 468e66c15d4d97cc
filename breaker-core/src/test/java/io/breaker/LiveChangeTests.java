package io.breaker;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

import io.breaker.config.BreakerMode;
import io.breaker.config.BreakerSettings;
import io.breaker.config.FailureJudge;
import io.breaker.config.Intervention;
import io.breaker.config.InvalidSettingException;
import io.breaker.config.Setting;
import io.breaker.config.Settings;
import io.breaker.config.SettingsBuilder;
import io.breaker.config.Window;
import io.breaker.event.BreakerEvent;
import io.breaker.event.BreakerSnapshot;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.breaker.event.SettingsChanged;
import io.breaker.event.WindowCounts;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.offset;

/**
 * Settings change while the breaker lives: what it knows stays, and nothing is stranded.
 */
// INV-12, INV-18
@Timeout(value = 20, unit = TimeUnit.SECONDS)
class LiveChangeTests {

	private static final Intervention ALICE = Intervention.by("alice").because("tuning");

	private static final Duration SECOND = Duration.ofSeconds(1);

	/**
	 * Another value for each setting, none of which makes anything due.
	 */
	private static final Map<Setting<?>, Object> OTHER = Map.ofEntries(Map.entry(Settings.MODE, BreakerMode.OBSERVE),
			Map.entry(Settings.FAILURE_RATE, "60%"), Map.entry(Settings.EVIDENCE, "30"),
			Map.entry(Settings.EVIDENCE_TIME, "2s"), Map.entry(Settings.WINDOW, "100"),
			Map.entry(Settings.MINIMUM_CALLS, "10"), Map.entry(Settings.CONSECUTIVE_FAILURES, "50"),
			Map.entry(Settings.SLOW_CALL, "1s"), Map.entry(Settings.SLOW_CALL_RATE, "70%"),
			Map.entry(Settings.OPEN_FOR, "2s"), Map.entry(Settings.OPEN_FOR_MAX, "6s"),
			Map.entry(Settings.OPEN_JITTER, "10%"), Map.entry(Settings.TRIAL_CALLS, "2"),
			Map.entry(Settings.RECOVERY_RATE, "50%"), Map.entry(Settings.TRIAL_TIMEOUT, "20s"),
			Map.entry(Settings.RAMP, "2s"), Map.entry(Settings.RAMP_MAX, "30s"),
			Map.entry(Settings.RECORD, Set.of(IOException.class)),
			Map.entry(Settings.IGNORE, Set.of(IllegalStateException.class)),
			Map.entry(Settings.RECORD_WHEN, (Predicate<Throwable>) (ex) -> true),
			Map.entry(Settings.IGNORE_WHEN, (Predicate<Throwable>) (ex) -> false),
			Map.entry(Settings.RECORD_RESULT, (Predicate<Object>) "bad"::equals),
			Map.entry(Settings.JUDGE, (FailureJudge) (failure, settings) -> null),
			Map.entry(Settings.RETRY_AFTER, (Function<Throwable, Duration>) (ex) -> SECOND),
			Map.entry(Settings.RETRY_AFTER_MAX, "10s"));

	private static SettingsBuilder base(SettingsBuilder settings) {
		return settings.window(Window.ofCalls(200)).slowCall(Duration.ofSeconds(2)).openJitter(0);
	}

	@SuppressWarnings("unchecked")
	private static <T> void other(SettingsBuilder settings, Setting<T> setting) {
		Object value = OTHER.get(setting);
		if (value instanceof String text) {
			settings.set(setting.key(), text);
		}
		else {
			settings.set(setting, (T) value);
		}
	}

	static Stream<Arguments> changes() {
		return Settings.all()
			.stream()
			.flatMap((setting) -> Stream.of(BreakerState.values()).map((state) -> Arguments.of(setting, state)));
	}

	@Test
	void everySettingIsCovered() {
		assertThat(OTHER.keySet()).containsExactlyInAnyOrderElementsOf(Settings.all());
	}

	@ParameterizedTest
	@MethodSource("changes")
	void eachSettingChangesInEachStateWithoutLosingAnything(Setting<?> setting, BreakerState state) {
		TestBreakers test = new TestBreakers(LiveChangeTests::base);
		Permit inFlight = bring(test, state);
		BreakerSettings before = test.breaker.settings();
		BreakerSnapshot known = test.breaker.snapshot();
		int told = test.events.size();
		BreakerSettings after = BreakerSettings.of((settings) -> other(base(settings), setting));

		test.breaker.change(after, ALICE);

		BreakerSnapshot knows = test.breaker.snapshot();
		assertThat(knows.state()).isEqualTo(state);
		assertThat(knows.since()).isEqualTo(known.since());
		assertThat(knows.totals()).isEqualTo(known.totals());
		assertThat(knows.window()).isEqualTo(known.window());
		assertThat(knows.openings()).isEqualTo(known.openings());
		assertThat(knows.openedBy()).isEqualTo(known.openedBy());
		assertThat(test.breaker.settings()).isEqualTo(after).isNotEqualTo(before);
		List<BreakerEvent> news = test.events.subList(told, test.events.size());
		assertThat(news).singleElement().isInstanceOfSatisfying(SettingsChanged.class, (event) -> {
			assertThat(event.breaker()).isEqualTo("test");
			assertThat(event.at()).isEqualTo(test.time.now());
			assertThat(event.before()).isSameAs(before);
			assertThat(event.after()).isSameAs(after);
			assertThat(event.intervention()).isSameAs(ALICE);
			assertThat(event.after().differencesTo(event.before())).contains(setting);
			assertThat(event.changes())
				.contains(setting.key() + ": " + before.text(setting) + " -> " + after.text(setting));
		});
		settle(test, state, inFlight, known);
	}

	/**
	 * Brings a breaker into a state, with four successes and two failures in its window
	 * where it has one, and a call in flight.
	 */
	private static Permit bring(TestBreakers test, BreakerState state) {
		test.succeed(4);
		test.fail(2);
		Permit early = test.breaker.acquire();
		if (state == BreakerState.CLOSED) {
			return early;
		}
		test.breaker.moveTo(BreakerState.OPEN, ALICE);
		test.time.advance(Duration.ofMillis(500));
		if (state == BreakerState.OPEN) {
			return early;
		}
		test.time.advance(Duration.ofMillis(500));
		Permit trial = test.breaker.acquire();
		assertThat(test.breaker).isHalfOpen();
		if (state == BreakerState.HALF_OPEN) {
			return trial;
		}
		trial.success();
		assertThat(test.breaker).isRecovering();
		test.time.advance(Duration.ofMillis(900));
		test.breaker.tryAcquire().ifPresent(Permit::success);
		test.time.advance(Duration.ofMillis(90));
		return Stream.generate(test.breaker::tryAcquire).limit(20).flatMap((each) -> each.stream()).findFirst().get();
	}

	/**
	 * Lets the call in flight fail, which still counts in the period that let it through.
	 */
	private static void settle(TestBreakers test, BreakerState state, Permit inFlight, BreakerSnapshot known) {
		inFlight.failure(new IOException("late"));

		assertThat(test.breaker).hasCounted(Outcome.FAILURE, known.totals().failure() + 1);
		WindowCounts window = test.breaker.snapshot().window();
		switch (state) {
			case CLOSED, RECOVERING -> {
				assertThat(window.calls()).isEqualTo(known.window().calls() + 1);
				assertThat(window.failures()).isEqualTo(known.window().failures() + 1);
			}
			case HALF_OPEN -> assertThat(test.breaker).isOpen().hasOpenings(2);
			case OPEN -> assertThat(test.breaker).isOpen().hasOpenings(1);
		}
	}

	@ParameterizedTest
	@EnumSource(BreakerState.class)
	void restingModesKeepStateAndTotalsAndGiveThemBack(BreakerState state) {
		for (BreakerMode mode : List.of(BreakerMode.FORCED_OPEN, BreakerMode.DISABLED)) {
			TestBreakers test = new TestBreakers(LiveChangeTests::base);
			bring(test, state);
			BreakerSettings before = test.breaker.settings();
			BreakerSnapshot known = test.breaker.snapshot();
			int told = test.events.size();

			test.breaker.change(BreakerSettings.of((settings) -> base(settings).mode(mode)), ALICE);
			assertThat(test.breaker).hasState(state).hasMode(mode);
			test.breaker.change(before, ALICE);

			assertThat(test.breaker).hasState(state).hasMode(BreakerMode.ENFORCE).hasOpenings(known.openings());
			assertThat(test.breaker.totals()).isEqualTo(known.totals());
			assertThat(test.events.subList(told, test.events.size())).hasSize(2)
				.allMatch(SettingsChanged.class::isInstance);
		}
	}

	@Test
	void sameValuesTellNothing() {
		TestBreakers test = new TestBreakers(LiveChangeTests::base);
		int told = test.events.size();

		test.breaker.change(BreakerSettings.of(LiveChangeTests::base), ALICE);

		assertThat(test.events).hasSize(told);
		assertThat(test.breaker.settings().origin(Settings.WINDOW)).hasToString("code");
	}

	@Test
	void changeWithAnEndIsRefused() {
		TestBreakers test = new TestBreakers(LiveChangeTests::base);
		BreakerSettings before = test.breaker.settings();

		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> test.breaker.change(BreakerSettings.builtIn(), ALICE.lasting(SECOND)));

		assertThat(test.breaker.settings()).isSameAs(before);
	}

	@Test
	void changeStartsFromWhatHolds() {
		TestBreakers test = new TestBreakers(LiveChangeTests::base);
		BreakerSettings before = test.breaker.settings();
		BreakerSettings after = BreakerSettings.of((settings) -> base(settings).evidence(3));
		List<BreakerSettings> asked = new ArrayList<>();

		test.breaker.change((present) -> {
			asked.add(present);
			return after;
		}, ALICE);

		assertThat(asked).singleElement().isSameAs(before);
		assertThat(test.breaker.settings()).isSameAs(after);
	}

	@Test
	void changeThatFailsReachesItsCallerAndChangesNothing() {
		TestBreakers test = new TestBreakers(LiveChangeTests::base);
		BreakerSettings before = test.breaker.settings();
		int told = test.events.size();

		assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> test.breaker.change((present) -> {
			throw new IllegalStateException("cannot be");
		}, ALICE));

		assertThat(test.breaker.settings()).isSameAs(before);
		assertThat(test.events).hasSize(told);
	}

	@Test
	void changesAtOnceLoseNothingAndAreToldOneByOne() throws InterruptedException {
		TestBreakers test = new TestBreakers(LiveChangeTests::base);
		int before = test.breaker.settings().require(Settings.EVIDENCE);
		Runnable add = () -> {
			for (int i = 0; i < 1_000; i++) {
				test.breaker.change((present) -> BreakerSettings
					.of((settings) -> base(settings).evidence(present.require(Settings.EVIDENCE) + 1)), ALICE);
			}
		};
		List<Thread> threads = Stream.generate(() -> new Thread(add, "changer")).limit(3).toList();

		threads.forEach(Thread::start);
		for (Thread thread : threads) {
			thread.join(15_000);
		}

		assertThat(test.breaker.settings().require(Settings.EVIDENCE)).isEqualTo(before + 3_000);
		assertThat(test.events.stream().filter(SettingsChanged.class::isInstance)).hasSize(3_000);
	}

	@Test
	void changeThatTakesBackTheOneBeforeIsToldInOrder() {
		TestBreakers test = new TestBreakers(LiveChangeTests::base);
		List<BreakerSettings> steps = new ArrayList<>(List.of(test.breaker.settings()));

		for (int i = 1; i <= 20; i++) {
			int evidence = i;
			steps.add(BreakerSettings.of((settings) -> base(settings).evidence(evidence)));
			test.breaker.change(steps.get(i), ALICE);
		}

		List<SettingsChanged> told = test.events.stream()
			.filter(SettingsChanged.class::isInstance)
			.map(SettingsChanged.class::cast)
			.toList();
		assertThat(told).extracting(SettingsChanged::before).isEqualTo(steps.subList(0, 20));
		assertThat(told).extracting(SettingsChanged::after).isEqualTo(steps.subList(1, 21));
	}

	/**
	 * What happens to samples when the way of counting changes.
	 */
	// INV-22
	@Nested
	class Samples {

		private final TestBreakers test = new TestBreakers(window("10"));

		private Consumer<SettingsBuilder> window(String window) {
			return (settings) -> settings.set("window", window).minimumCalls(3).failureRate(90).openJitter(0);
		}

		private WindowCounts change(Consumer<SettingsBuilder> settings) {
			this.test.breaker.change(BreakerSettings.of(settings), ALICE);
			return this.test.breaker.snapshot().window();
		}

		private void record() {
			this.test.succeed();
			this.test.fail(3);
			this.test.succeed(4);
		}

		@Test
		void largerWindowKeepsEverySample() {
			record();

			assertThat(change(window("100"))).isEqualTo(new WindowCounts(8, 3, 0));
		}

		@Test
		void smallerWindowKeepsTheNewestSamples() {
			record();

			assertThat(change(window("6"))).isEqualTo(new WindowCounts(6, 2, 0));
		}

		@Test
		void smallerWindowAndBackForgetsOnlyTheOldest() {
			record();
			change(window("4"));

			assertThat(change(window("10"))).isEqualTo(new WindowCounts(4, 0, 0));
		}

		@Test
		void keptSamplesLeaveInTheirOrder() {
			record();
			change(window("8"));

			this.test.succeed(2);

			assertThat(this.test.breaker.snapshot().window()).isEqualTo(new WindowCounts(8, 2, 0));
		}

		@Test
		void windowOfCallsBecomesOneOfTimeAndBack() {
			record();

			assertThat(change(window("30s"))).isEqualTo(new WindowCounts(8, 3, 0));
			assertThat(change(window("100"))).isEqualTo(new WindowCounts(8, 3, 0));
		}

		@Test
		void samplesTakenOverByAWindowOfTimeGrowOld() {
			record();
			change(window("30s"));

			this.test.time.advance(Duration.ofSeconds(31));

			assertThat(this.test.breaker.snapshot().window()).isEqualTo(new WindowCounts(0, 0, 0));
		}

		@Test
		void shorterWindowOfTimeKeepsTheYoungerSamples() {
			change(window("60s"));
			this.test.succeed(2);
			this.test.fail(2);
			this.test.time.advance(Duration.ofSeconds(40));
			this.test.succeed(3);
			this.test.fail(1);

			assertThat(change(window("10s"))).isEqualTo(new WindowCounts(4, 1, 0));
		}

		@Test
		void longerWindowOfTimeKeepsTheAgeOfSamples() {
			change(window("10s"));
			this.test.succeed(2);
			this.test.fail(2);
			this.test.time.advance(Duration.ofSeconds(5));
			this.test.succeed(3);
			change(window("20s"));
			assertThat(this.test.breaker.snapshot().window()).isEqualTo(new WindowCounts(7, 2, 0));

			this.test.time.advance(Duration.ofSeconds(16));

			assertThat(this.test.breaker.snapshot().window()).isEqualTo(new WindowCounts(3, 0, 0));
		}

		@Test
		void windowBecomesEvidenceOfItsSamples() {
			this.test.succeed(2);
			this.test.fail(6);
			Consumer<SettingsBuilder> evidence = (settings) -> settings.evidence(10).evidenceTime(Duration.ZERO);

			assertThat(change(evidence)).isNull();

			assertThat(this.test.breaker.snapshot().evidence()).isEqualTo(0.6);
			this.test.fail(3);
			assertThat(this.test.breaker).isClosed();
			this.test.fail();
			assertThat(this.test.breaker).isOpen();
		}

		@Test
		void evidenceBecomesAWindowWithoutSamples() {
			change((settings) -> settings.evidence(10).evidenceTime(Duration.ZERO));
			record();

			assertThat(change(window("10"))).isEqualTo(new WindowCounts(0, 0, 0));
		}

		@ParameterizedTest
		@ValueSource(doubles = { 20, 50, 80, 99.9999 })
		void evidenceKeepsItsShareWhenTheRateChanges(double rate) {
			change((settings) -> settings.evidence(10).evidenceTime(Duration.ZERO));
			this.test.fail(5);

			change((settings) -> settings.evidence(10).evidenceTime(Duration.ZERO).failureRate(rate));

			double weight = Math.min(4, Math.max(1, rate / (100 - rate)));
			assertThat(this.test.breaker.snapshot().evidence()).isCloseTo(0.5 / weight, offset(0.001));
		}

		@Test
		void lowerEvidenceOpensWithTheNextFailure() {
			change((settings) -> settings.evidence(100).evidenceTime(Duration.ZERO));
			this.test.fail(50);
			change((settings) -> settings.evidence(10).evidenceTime(Duration.ZERO));
			assertThat(this.test.breaker).isClosed();

			this.test.fail();

			assertThat(this.test.breaker).isOpen();
		}

		@Test
		void runOfFailuresIsKept() {
			change((settings) -> settings.consecutiveFailures(10));
			this.test.fail(4);
			change((settings) -> settings.consecutiveFailures(5).trialCalls(2));
			assertThat(this.test.breaker).isClosed();

			this.test.fail();

			assertThat(this.test.breaker).isOpen();
		}

		@Test
		void newThresholdJudgesTheOldSamples() {
			record();
			change((settings) -> window("10").andThen((more) -> more.failureRate(30)).accept(settings));
			assertThat(this.test.breaker).isClosed();

			this.test.succeed();

			assertThat(this.test.breaker).isOpen();
		}

		@Test
		void windowOfARecoveringBreakerKeepsItsSamples() {
			this.test.breaker.moveTo(BreakerState.OPEN, ALICE);
			this.test.breaker.moveTo(BreakerState.HALF_OPEN, ALICE);
			this.test.breaker.moveTo(BreakerState.RECOVERING, ALICE);
			this.test.time.advance(Duration.ofMillis(999));
			for (int i = 0; i < 5; i++) {
				this.test.breaker.tryAcquire().ifPresent(Permit::success);
			}
			long calls = this.test.breaker.snapshot().window().calls();

			assertThat(change(window("50")).calls()).isEqualTo(calls).isPositive();
			assertThat(this.test.breaker).isRecovering();
		}

	}

	/**
	 * Waits, trials and ramps that are running.
	 */
	@Nested
	class WhileSomethingRuns {

		private TestBreakers open(Consumer<SettingsBuilder> settings) {
			TestBreakers test = new TestBreakers(
					(builder) -> settings.accept(builder.consecutiveFailures(1).openJitter(0)));
			test.fail();
			assertThat(test.breaker).isOpen();
			return test;
		}

		private void change(TestBreakers test, Consumer<SettingsBuilder> settings) {
			test.breaker.change(
					BreakerSettings.of((builder) -> settings.accept(builder.consecutiveFailures(1).openJitter(0))),
					ALICE);
		}

		@Test
		void shorterWaitIsMeasuredFromItsBeginning() {
			TestBreakers test = open((settings) -> settings.openFor(Duration.ofSeconds(10)));
			test.time.advance(Duration.ofSeconds(2));

			change(test, (settings) -> settings.openFor(Duration.ofSeconds(5)));

			assertThat(test.breaker).isOpen().retriesAfter(Duration.ofSeconds(3));
			test.time.advance(Duration.ofSeconds(3));
			assertThat(test.breaker).isHalfOpen();
		}

		@Test
		void waitThatIsOverByTheNewMeasureEndsAtOnce() {
			TestBreakers test = open((settings) -> settings.openFor(Duration.ofDays(1)));
			test.time.advance(Duration.ofHours(1));

			change(test, (settings) -> settings.openFor(SECOND));

			assertThat(test.states()).containsExactly(BreakerState.OPEN, BreakerState.HALF_OPEN);
			assertThat(test.breaker).isHalfOpen();
		}

		@Test
		void longerWaitIsMeasuredFromItsBeginning() {
			TestBreakers test = open((settings) -> settings.openFor(SECOND));
			test.time.advance(Duration.ofMillis(500));

			change(test, (settings) -> settings.openFor(Duration.ofSeconds(5)));

			assertThat(test.breaker).isOpen().retriesAfter(Duration.ofMillis(4_500));
		}

		@Test
		void moreTrialsAreAdmittedAtOnce() {
			TestBreakers test = open((settings) -> settings.trialCalls(1));
			test.time.advance(SECOND);
			Permit first = test.breaker.acquire();
			assertThat(test.breaker.tryAcquire()).isEmpty();

			change(test, (settings) -> settings.trialCalls(3));

			Permit second = test.breaker.acquire();
			Permit third = test.breaker.acquire();
			assertThat(test.breaker.tryAcquire()).isEmpty();
			first.success();
			second.success();
			assertThat(test.breaker).isHalfOpen();
			third.success();
			assertThat(test.breaker).isRecovering();
		}

		@Test
		void fewerTrialsThanAreInFlightStillDecide() {
			for (boolean success : new boolean[] { true, false }) {
				TestBreakers test = open((settings) -> settings.trialCalls(5));
				test.time.advance(SECOND);
				List<Permit> trials = Stream.generate(test.breaker::acquire).limit(5).toList();

				change(test, (settings) -> settings.trialCalls(2));
				assertThat(test.breaker).isHalfOpen();
				for (Permit trial : trials) {
					if (success) {
						trial.success();
					}
					else {
						trial.failure(new IOException());
					}
				}

				assertThat(test.breaker).hasState(success ? BreakerState.RECOVERING : BreakerState.OPEN);
				assertThat(test.moves()).hasSize(3);
			}
		}

		@Test
		void fewerTrialsThanHaveSucceededRecoverAtOnce() {
			TestBreakers test = open((settings) -> settings.trialCalls(5));
			test.time.advance(SECOND);
			test.succeed(3);
			assertThat(test.breaker).isHalfOpen();

			change(test, (settings) -> settings.trialCalls(3));

			assertThat(test.breaker).isRecovering();
		}

		@Test
		void higherRecoveryRateThatIsOutOfReachReopensAtOnce() {
			TestBreakers test = open((settings) -> settings.trialCalls(5).recoveryRate(60));
			test.time.advance(SECOND);
			test.fail(2);
			assertThat(test.breaker).isHalfOpen();

			change(test, (settings) -> settings.trialCalls(5).recoveryRate(80));

			assertThat(test.breaker).isOpen().hasOpenings(2);
		}

		@Test
		void shorterTrialTimeoutFailsTheTrialInFlight() {
			TestBreakers test = open((settings) -> settings.trialTimeout(Duration.ofHours(1)));
			test.time.advance(SECOND);
			Permit trial = test.breaker.acquire();
			test.time.advance(Duration.ofMillis(1_500));
			assertThat(test.breaker).isHalfOpen();

			change(test, (settings) -> settings.trialTimeout(SECOND));

			assertThat(test.breaker).isOpen();
			trial.success();
			assertThat(test.breaker).isOpen().hasCounted(Outcome.SUCCESS, 1);
		}

		@Test
		void rampThatIsOverByTheNewMeasureEndsAtOnce() {
			TestBreakers test = open((settings) -> settings.ramp(Duration.ofMinutes(1)));
			test.time.advance(SECOND);
			test.succeed();
			test.time.advance(SECOND);
			assertThat(test.breaker).isRecovering();

			change(test, (settings) -> settings.ramp(Duration.ZERO));

			assertThat(test.breaker).isClosed();
		}

		@Test
		void slowCallSwitchedOnDoesNotJudgeACallThatWasNotMeasured() {
			TestBreakers test = new TestBreakers((settings) -> settings.window(Window.ofCalls(10)));
			Permit before = test.breaker.acquire();

			test.breaker.change(BreakerSettings
				.of((settings) -> settings.window(Window.ofCalls(10)).slowCall(Duration.ofMillis(1))), ALICE);
			Permit after = test.breaker.acquire();
			test.time.advance(SECOND);
			before.success();
			after.success();

			assertThat(test.breaker).hasCounted(Outcome.SUCCESS, 1).hasCounted(Outcome.SLOW_SUCCESS, 1);
			assertThat(test.breaker.snapshot().window()).isEqualTo(new WindowCounts(2, 0, 1));
		}

		@Test
		void newRulesJudgeTheCallInFlight() {
			TestBreakers test = new TestBreakers((settings) -> settings.consecutiveFailures(1));
			Permit permit = test.breaker.acquire();

			change(test, (settings) -> settings.ignore(IOException.class));
			permit.failure(new IOException());

			assertThat(test.breaker).isClosed().hasCounted(Outcome.IGNORED, 1);
		}

		@Test
		void operatorsModeOutlivesAChangeOfTheConfiguredOne() {
			TestBreakers test = new TestBreakers((settings) -> settings.consecutiveFailures(1));
			test.breaker.overrideMode(BreakerMode.FORCED_OPEN, ALICE.lasting(Duration.ofMinutes(1)));

			change(test, (settings) -> settings.mode(BreakerMode.OBSERVE));

			assertThat(test.breaker).hasMode(BreakerMode.FORCED_OPEN);
			test.time.advance(Duration.ofMinutes(1));
			assertThat(test.breaker).hasMode(BreakerMode.OBSERVE);
		}

	}

}
