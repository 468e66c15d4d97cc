package io.breaker.shop.backend;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import io.breaker.shop.input.RefusedInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What can be ordered, whom it hits, and when it ends.
 */
class FaultsTests {

	private final AtomicLong now = new AtomicLong();

	private final List<String> news = new ArrayList<>();

	private final Faults faults = new Faults(this.now::get, (who, what) -> this.news.add(who + " " + what));

	@Test
	void faultEndsByItselfAfterHalfAMinute() {
		order("inventory", "fault", "refuse");

		pass(Duration.ofMillis(29_999));
		assertThat(this.faults.hitting("inventory")).isPresent();
		assertThat(this.faults.look().get("inventory").secondsLeft()).isEqualTo(0.001);
		pass(Duration.ofMillis(1));

		assertThat(this.faults.hitting("inventory")).isEmpty();
		assertThat(this.faults.look().get("inventory").health()).isEqualTo("well");
	}

	@Test
	void shareOfTheCallsIsExact() {
		order("inventory", "fault", "fail", "percent", "30");

		long hit = IntStream.range(0, 100).filter((i) -> this.faults.hitting("inventory").isPresent()).count();

		assertThat(hit).isEqualTo(30);
	}

	@Test
	void flappingServiceIsBrokenForThreeSecondsAndWellForThree() {
		order("inventory", "fault", "flap");

		assertThat(this.faults.hitting("inventory")).isPresent();
		pass(Duration.ofSeconds(3));
		assertThat(this.faults.hitting("inventory")).isEmpty();
		pass(Duration.ofSeconds(3));
		assertThat(this.faults.hitting("inventory")).isPresent();
	}

	@Test
	void everyServiceCanBeBrokenAndHealedAtOnce() {
		order("all", "fault", "hang");
		assertThat(this.faults.look().values()).allMatch((health) -> health.health().equals("hang"));

		order("all", "fault", "heal");

		assertThat(this.faults.look().values()).allMatch((health) -> health.health().equals("well"));
		assertThat(this.news).containsExactly("every service hangs on every call, for 30.0 s",
				"every service is well again");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"',
			textBlock = """
					inventry  | fault   | fail    | 'service' must be one of inventory, prices
					inventory | fault   | explode | 'fault' must be one of refuse, hang, slow, fail, flap, heal but was 'explode'
					inventory | nothing | fail    | a key must be one of fault, percent, delay, status, for but was 'nothing'
					inventory | percent | 0       | 'fault' must be one of
					""")
	void orderThatCannotBeIsRefusedWithTheChoices(String service, String key, String value, String said) {
		assertThatExceptionOfType(RefusedInput.class).isThrownBy(() -> order(service, key, value))
			.withMessageContaining(said);
		assertThat(this.news).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "percent, 0, a whole number from 1 to 100", "percent, 101, a whole number from 1 to 100",
			"percent, ten, a whole number from 1 to 100", "status, 200, a whole number from 400 to 599",
			"for, 11m, a duration from 1s to 10m", "for, 30, a duration from 1s to 10m",
			"for, 999999999999s, a duration from 1s to 10m", "delay, 1h, a duration from 1ms to 10s",
			"delay, 0ms, a duration from 1ms to 10s" })
	void valueOutsideItsRangeIsRefusedWithTheRange(String key, String value, String said) {
		assertThatExceptionOfType(RefusedInput.class).isThrownBy(() -> order("inventory", "fault", "fail", key, value))
			.withMessageContaining("'" + key + "' must be " + said)
			.withMessageContaining("but was '" + value);
	}

	private void order(String service, String... pairs) {
		Map<String, String> text = (pairs.length == 2) ? Map.of(pairs[0], pairs[1])
				: Map.of(pairs[0], pairs[1], pairs[2], pairs[3]);
		this.faults.order(service, text);
	}

	private void pass(Duration time) {
		this.now.addAndGet(time.toNanos());
	}

}
