package io.breaker.shop;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import io.breaker.config.Setting;
import io.breaker.config.Settings;
import io.breaker.spring.SpringSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The configuration of the shop shows every setting, and says why each time.
 */
class SettingsTests {

	private static final Path YAML = Path.of("src/main/resources/application.yml");

	private static final Set<Setting<?>> IN_CODE_ONLY = Set.of(Settings.RECORD_WHEN, Settings.IGNORE_WHEN,
			Settings.RECORD_RESULT, Settings.JUDGE, Settings.RETRY_AFTER);

	@ParameterizedTest
	@MethodSource("settings")
	void settingIsShownWithItsReason(String key) throws IOException {
		List<String> lines = Files.readAllLines(YAML)
			.stream()
			.takeWhile((line) -> !line.equals("shop:"))
			.filter((line) -> line.strip().startsWith(key + ":"))
			.toList();

		assertThat(lines).isNotEmpty();
		assertThat(lines).allSatisfy((line) -> assertThat(line).matches(".*# .+"));
	}

	static Stream<String> settings() {
		return SpringSettings.all().stream().filter((setting) -> !IN_CODE_ONLY.contains(setting)).map(Setting::key);
	}

}
