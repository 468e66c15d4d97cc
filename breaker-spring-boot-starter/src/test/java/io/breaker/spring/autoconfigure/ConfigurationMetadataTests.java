package io.breaker.spring.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.breaker.config.Setting;
import io.breaker.spring.BreakerProperties;
import io.breaker.spring.SpringSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What editors know of the keys, held against what an application reads.
 */
class ConfigurationMetadataTests {

	private static final String DEFAULTS = "breaker.defaults.";

	private static final Set<String> MAPS = Set.of("breaker.templates", "breaker.instances");

	private static final Map<String, Object> METADATA = metadata();

	private static Map<String, Object> metadata() {
		try {
			String text = new ClassPathResource("META-INF/spring-configuration-metadata.json")
				.getContentAsString(StandardCharsets.UTF_8);
			return JsonParserFactory.getJsonParser().parseMap(text);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@SuppressWarnings("unchecked")
	private static List<Map<String, Object>> all(String kind) {
		return (List<Map<String, Object>>) METADATA.get(kind);
	}

	private static Map<String, Map<String, Object>> named(String kind) {
		return all(kind).stream()
			.filter((entry) -> entry.get("name").toString().startsWith("breaker"))
			.collect(Collectors.toMap((entry) -> entry.get("name").toString(), Function.identity()));
	}

	static List<Setting<?>> written() {
		return SpringSettings.all().stream().filter((setting) -> !setting.type().isInCodeOnly()).toList();
	}

	@Test
	void nothingIsMissingAndNothingIsTooMuch() {
		Set<String> expected = new TreeSet<>(MAPS);
		Arrays.stream(Flag.values()).map(Flag::property).forEach(expected::add);
		written().forEach((setting) -> expected.add(DEFAULTS + setting.key()));
		expected.add(DEFAULTS + "template");

		assertThat(named("properties")).containsOnlyKeys(expected);
	}

	@ParameterizedTest
	@MethodSource("written")
	<T> void defaultOfASettingIsTheOneOfTheCore(Setting<T> setting) {
		assertThat(text(named("properties").get(DEFAULTS + setting.key()).get("defaultValue")))
			.isEqualTo(setting.write(setting.standard()));
	}

	static List<Setting<?>> flags() {
		return Flag.settings();
	}

	@ParameterizedTest
	@MethodSource("flags")
	<T> void defaultOfAFlagIsTheOneThatIsRead(Setting<T> flag) {
		assertThat(text(named("properties").get("breaker." + flag.key()).get("defaultValue")))
			.isEqualTo(flag.write(flag.standard()));
	}

	private static String text(Object value) {
		return (value instanceof Collection<?> list) ? String.join(",", list.stream().map(String::valueOf).toList())
				: (value != null) ? value.toString() : "";
	}

	@ParameterizedTest
	@MethodSource("written")
	<T> void everyHintCanBeWritten(Setting<T> setting) {
		values(DEFAULTS + setting.key())
			.forEach((value) -> assertThat(setting.read("key", value)).isIn(setting.read("key", value), null));
	}

	@Test
	void wordsAreHinted() {
		Stream.concat(written().stream(), Flag.settings().stream())
			.filter((setting) -> !setting.type().words().isEmpty() && !setting.key().matches("record|ignore"))
			.forEach((setting) -> {
				String prefix = Flag.settings().contains(setting) ? "breaker." : DEFAULTS;
				assertThat(values(prefix + setting.key())).as(setting.key())
					.containsExactlyElementsOf(setting.type().words());
			});
	}

	@Test
	void optionalSettingsHintOff() {
		written().stream()
			.filter((setting) -> setting.standard() == null)
			.forEach((setting) -> assertThat(values(DEFAULTS + setting.key())).as(setting.key()).contains("off"));
	}

	@Test
	void hintsBelongToProperties() {
		Set<String> known = new TreeSet<>(named("properties").keySet());
		MAPS.forEach((map) -> known.add(map + ".keys"));

		assertThat(known).containsAll(named("hints").keySet());
	}

	@Test
	void exceptionsAreCompletedAsClasses() {
		for (String key : List.of("record", "ignore")) {
			assertThat(text(named("hints").get(DEFAULTS + key).get("providers"))).contains("class-reference",
					"java.lang.Throwable");
		}
	}

	@Test
	void descriptionsAreSentencesInTheStyleOfSpringBoot() {
		assertThat(named("properties").values()).allSatisfy((property) -> {
			String description = String.valueOf(property.get("description"));
			assertThat(description).matches("[A-Z].*\\.").doesNotMatch("(The|A|An) .*").doesNotContain("  ");
			if ("java.lang.Boolean".equals(property.get("type"))) {
				assertThat(description).startsWith("Whether ");
			}
		});
	}

	@Test
	void typesExist() {
		assertThat(named("properties").values()).extracting((property) -> property.get("type").toString())
			.flatMap((type) -> List.of(type.replace("? extends ", "").split("[<>,]")))
			.allSatisfy((type) -> assertThat(ClassUtils.isPresent(type.strip(), null)).as(type).isTrue());
	}

	@Test
	void mapsTakeTheKeysThatTheDefaultsTake() {
		MAPS.forEach((map) -> assertThat(named("properties").get(map)).containsEntry("type",
				"java.util.Map<java.lang.String,io.breaker.spring.BreakerProperties>"));
		List<String> components = Arrays.stream(BreakerProperties.class.getRecordComponents())
			.map((component) -> kebab(component.getName()))
			.toList();

		assertThat(components).containsExactlyInAnyOrderElementsOf(
				Stream.concat(Stream.of("template"), written().stream().map(Setting::key)).toList());
	}

	@Test
	void keysOfMapsHaveTheTypesOfTheDefaults() {
		for (RecordComponent component : BreakerProperties.class.getRecordComponents()) {
			assertThat(named("properties").get(DEFAULTS + kebab(component.getName()))).as(component.getName())
				.containsEntry("type", component.getGenericType().getTypeName());
		}
	}

	private static String kebab(String name) {
		return name.replaceAll("([A-Z])", "-$1").toLowerCase(java.util.Locale.ROOT);
	}

	@SuppressWarnings("unchecked")
	private static List<String> values(String name) {
		Map<String, Object> hint = named("hints").getOrDefault(name, Map.of());
		return ((List<Map<String, Object>>) hint.getOrDefault("values", List.of())).stream()
			.map((value) -> value.get("value").toString())
			.toList();
	}

}
