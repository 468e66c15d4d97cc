package io.breaker.config;

import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Predicate;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What was built never changes again, whatever happens to the builder.
 */
// INV-65
class SettingsBuilderTests {

	@Test
	void layerKeepsWhatItWasBuiltWith() {
		SettingsBuilder builder = new SettingsBuilder(Origin.CODE, Settings.all());
		SettingsLayer built = builder.evidence(3).template("remote").layer();

		builder.evidence(4).template("local").openFor(Duration.ofSeconds(2));

		assertThat(built.values()).containsOnlyKeys(Settings.EVIDENCE).containsEntry(Settings.EVIDENCE, 3);
		assertThat(built.template()).isEqualTo("remote");
		assertThat(built.origin()).isEqualTo(Origin.CODE);
	}

	@Test
	void layerCannotBeChangedFromOutside() {
		SettingsLayer built = new SettingsBuilder(Origin.CODE, Settings.all()).evidence(3).layer();

		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> built.values().put(Settings.EVIDENCE, 4));
	}

	@Test
	void configurationKeepsWhatItWasBuiltWith() {
		BreakerConfigurationBuilder builder = BreakerConfiguration.builder();
		AtomicReference<SettingsBuilder> leaked = new AtomicReference<>();
		builder.instance("x", (settings) -> leaked.set(settings.evidence(3)));
		BreakerConfiguration built = builder.build();

		leaked.get().evidence(4);
		builder.defaults((settings) -> settings.evidence(5)).instance("y", (settings) -> settings.evidence(6));

		assertThat(built.settingsFor("x").get(Settings.EVIDENCE)).isEqualTo(3);
		assertThat(built.settingsFor("y").get(Settings.EVIDENCE)).isEqualTo(15);
		assertThat(built.instances()).containsExactly("x");
	}

	@Test
	void settingsKeepWhatTheyWereBuiltWith() {
		AtomicReference<SettingsBuilder> leaked = new AtomicReference<>();
		BreakerSettings built = BreakerSettings.of((settings) -> leaked.set(settings.evidence(3)));

		leaked.get().evidence(4);

		assertThat(built.get(Settings.EVIDENCE)).isEqualTo(3);
	}

	@Test
	void setOfClassesIsCopied() {
		Set<Class<? extends Throwable>> mine = new HashSet<>(Set.of(IOException.class));
		BreakerSettings built = BreakerSettings.of((builder) -> builder.set(Settings.RECORD, mine));

		mine.clear();
		mine.add(RuntimeException.class);

		assertThat(built.get(Settings.RECORD)).containsExactly(IOException.class);
		assertThat(built.failureRules().judge(new IOException())).isEqualTo(Verdict.FAILURE);
	}

	@Test
	void arrayOfClassesIsCopied() {
		@SuppressWarnings("unchecked")
		Class<? extends Throwable>[] mine = new Class[] { IOException.class };
		BreakerSettings built = BreakerSettings.of((builder) -> builder.ignore(mine));

		mine[0] = RuntimeException.class;

		assertThat(built.get(Settings.IGNORE)).containsExactly(IOException.class);
	}

	@Test
	void setThatWasBuiltCannotBeChanged() {
		BreakerSettings built = BreakerSettings.of((builder) -> builder.record(IOException.class));

		assertThatExceptionOfType(UnsupportedOperationException.class)
			.isThrownBy(() -> built.require(Settings.RECORD).add(RuntimeException.class));
	}

	@Test
	void lastDecisionWins() {
		BreakerSettings built = BreakerSettings
			.of((builder) -> builder.evidence(3).set("evidence", "4").record(IOException.class).record(Error.class));

		assertThat(built.get(Settings.EVIDENCE)).isEqualTo(4);
		assertThat(built.get(Settings.RECORD)).containsExactly(Error.class);
	}

	@Test
	void refusedValueLeavesTheOneBefore() {
		SettingsBuilder builder = new SettingsBuilder(Origin.CODE, Settings.all()).evidence(3);

		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> builder.evidence(0));

		assertThat(builder.layer().values()).containsEntry(Settings.EVIDENCE, 3);
	}

	@Test
	void everyMethodSetsItsSetting() {
		Predicate<Throwable> throwable = (ex) -> true;
		Predicate<Object> result = (value) -> true;
		Function<Throwable, Duration> asks = (ex) -> Duration.ZERO;
		FailureJudge judge = (failure, settings) -> null;

		BreakerSettings built = BreakerSettings.of((builder) -> builder.mode(BreakerMode.OBSERVE)
			.failureRate(41)
			.evidence(16)
			.evidenceTime(Duration.ofSeconds(2))
			.window(Window.ofCalls(99))
			.minimumCalls(21)
			.consecutiveFailures(7)
			.slowCall(Duration.ofMillis(800))
			.slowCallRate(42)
			.openFor(Duration.ofSeconds(3))
			.openForMax(Duration.ofSeconds(4))
			.openJitter(11)
			.trialCalls(5)
			.recoveryRate(60)
			.trialTimeout(Duration.ofSeconds(6))
			.ramp(Duration.ofSeconds(7))
			.rampMax(Duration.ofSeconds(8))
			.record(IOException.class)
			.ignore(IllegalStateException.class)
			.recordWhen(throwable)
			.ignoreWhen(throwable)
			.recordResult(result)
			.set(Settings.JUDGE, judge)
			.retryAfter(asks)
			.retryAfterMax(Duration.ofSeconds(9)));

		assertThat(built.differencesTo(BreakerSettings.builtIn())).containsExactlyElementsOf(Settings.all());
		assertThat(Settings.all().stream().limit(19).map(built::text)).containsExactly("observe", "41%", "16", "2s",
				"99", "21", "7", "800ms", "42%", "3s", "4s", "11%", "5", "60%", "6s", "7s", "8s", "java.io.IOException",
				"java.lang.IllegalStateException");
		assertThat(built.get(Settings.RECORD_WHEN)).isSameAs(throwable);
		assertThat(built.get(Settings.IGNORE_WHEN)).isSameAs(throwable);
		assertThat(built.get(Settings.RECORD_RESULT)).isSameAs(result);
		assertThat(built.get(Settings.JUDGE)).isSameAs(judge);
		assertThat(built.get(Settings.RETRY_AFTER)).isSameAs(asks);
		assertThat(built.text(Settings.RETRY_AFTER_MAX)).isEqualTo("9s");
	}

}
