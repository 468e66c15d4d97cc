package io.breaker.config;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * A setting reads what it writes, and an integration can bring settings of its own.
 */
// INV-66
class SettingTests {

	private static final SettingType<Duration> PAUSE_TYPE = SettingType.of(Duration.class,
			"be a duration of at most 1m,", Durations::parse, (value) -> value.compareTo(Duration.ofMinutes(1)) <= 0,
			Durations::format, List.of());

	private static final Setting<Duration> PAUSE = Setting.of("pause", PAUSE_TYPE, Duration.ofSeconds(3));

	static Stream<Setting<?>> all() {
		return Settings.all().stream();
	}

	@Test
	void keysAreKebabCaseAndUnique() {
		assertThat(Settings.all()).extracting(Setting::key)
			.doesNotHaveDuplicates()
			.allMatch((key) -> key.matches("[a-z]+(-[a-z]+)*"));
	}

	@ParameterizedTest
	@MethodSource("all")
	<T> void readsBackWhatIsBuiltIn(Setting<T> setting) {
		T standard = setting.standard();

		@Nullable T read = setting.read("key", setting.write(standard));

		assertThat(read).isEqualTo(standard);
	}

	@ParameterizedTest
	@MethodSource("all")
	<T> void builtInValueIsAllowed(Setting<T> setting) {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.set(setting, setting.standard()));

		assertThat(settings.get(setting)).isEqualTo(setting.standard());
		assertThat(settings.origin(setting)).isEqualTo(Origin.CODE);
	}

	@ParameterizedTest
	@MethodSource("all")
	void onlyOptionalSettingsCanBeSwitchedOff(Setting<?> setting) {
		boolean optional = setting.standard() == null;
		SettingsBuilder builder = new SettingsBuilder(Origin.CODE, Settings.all());

		if (optional) {
			builder.set(setting.key(), " OFF ").set(setting, null);
			assertThat(builder.layer().values()).containsEntry(setting, null);
		}
		else {
			assertThatExceptionOfType(InvalidSettingException.class)
				.isThrownBy(() -> builder.set(setting.key(), "off"));
			assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> builder.set(setting, null));
		}
	}

	@Test
	void functionsAreGivenInCodeOnlyAndNotOfferedToThoseWhoWrite() {
		SettingsBuilder builder = new SettingsBuilder(Origin.CODE, Settings.all());

		assertThat(Settings.all()).filteredOn((setting) -> setting.type().isInCodeOnly())
			.containsExactly(Settings.RECORD_WHEN, Settings.IGNORE_WHEN, Settings.RECORD_RESULT, Settings.JUDGE,
					Settings.RETRY_AFTER);
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> builder.set("record-when", "com.acme.Always"))
			.withMessage("'record-when' must be given in code, as a Predicate, but was com.acme.Always");
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> builder.set("record-whn", "x"))
			.satisfies((refusal) -> assertThat(refusal.requirement()).contains("record,").doesNotContain("record-when"))
			.satisfies((refusal) -> assertThat(refusal.nearest()).isNotEqualTo("record-when"));
	}

	@ParameterizedTest
	@MethodSource("all")
	void requirementFollowsMust(Setting<?> setting) {
		assertThat(setting.type().requirement()).startsWith("be ");
		assertThat(setting).hasToString(setting.key());
	}

	@Test
	void listOfClassesTakesBlanksAndRepetitions() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.set("record",
				" java.io.IOException , java.lang.IllegalStateException,, java.io.IOException,"));

		assertThat(settings.get(Settings.RECORD)).containsExactly(java.io.IOException.class,
				IllegalStateException.class);
		assertThat(settings.text(Settings.RECORD)).isEqualTo("java.io.IOException,java.lang.IllegalStateException");
	}

	@Test
	void emptyListOfClassesIsNone() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.set("record", ""));

		assertThat(settings.get(Settings.RECORD)).isEmpty();
	}

	@Test
	void classesAreFoundByTheContextClassLoader() {
		ClassLoader before = Thread.currentThread().getContextClassLoader();
		try {
			Thread.currentThread().setContextClassLoader(null);

			BreakerSettings settings = BreakerSettings.of((builder) -> builder.set("ignore", "java.io.IOException"));

			assertThat(settings.get(Settings.IGNORE)).isEqualTo(Set.of(java.io.IOException.class));
		}
		finally {
			Thread.currentThread().setContextClassLoader(before);
		}
	}

	@Test
	void modeIsReadInAnyCase() {
		BreakerSettings settings = BreakerSettings.of((builder) -> builder.set("mode", " Forced_Open "));

		assertThat(settings.get(Settings.MODE)).isEqualTo(BreakerMode.FORCED_OPEN);
		assertThat(settings.text(Settings.MODE)).isEqualTo("forced-open");
	}

	@Test
	void settingOfAnIntegrationHasTheSameRules() {
		SettingsBuilder builder = new SettingsBuilder(Origin.CODE, List.of(PAUSE));

		builder.set("pause", "20s");

		BreakerSettings settings = BreakerSettings.merge(List.of(builder.layer()));
		assertThat(settings.get(PAUSE)).isEqualTo(Duration.ofSeconds(20));
		assertThat(settings.settings()).contains(PAUSE);
		assertThat(BreakerSettings.builtIn().get(PAUSE)).isEqualTo(Duration.ofSeconds(3));
		assertThat(BreakerSettings.builtIn().origin(PAUSE)).isEqualTo(Origin.BUILT_IN);
		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> builder.set("pause", "61s"))
			.withMessage("'pause' must be a duration of at most 1m, but was 61s");
	}

	@Test
	void readerThatThrowsRefuses() {
		Setting<Integer> broken = Setting.of("broken", SettingType.of(Integer.class, "be read", (text) -> {
			throw new IllegalArgumentException("unreadable");
		}, (value) -> true, String::valueOf, List.of("one")), 1);

		assertThatExceptionOfType(InvalidSettingException.class).isThrownBy(() -> broken.read("broken", "onne"))
			.withMessage("'broken' must be read but was onne; did you mean 'one'?");
	}

	@Test
	@SuppressWarnings({ "unchecked", "rawtypes" })
	void valueOfAnotherTypeIsRefused() {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> BreakerSettings.of((builder) -> builder.set((Setting) Settings.EVIDENCE, "12")))
			.withMessageStartingWith("'evidence' must be a whole number");
	}

}
