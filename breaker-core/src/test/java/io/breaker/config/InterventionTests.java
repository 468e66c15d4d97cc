package io.breaker.config;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * An intervention says who, why and for how long.
 */
class InterventionTests {

	@Test
	void hasNoReasonAndNoEndUnlessGiven() {
		Intervention intervention = Intervention.by("alice");

		assertThat(intervention.actor()).isEqualTo("alice");
		assertThat(intervention.reason()).isEmpty();
		assertThat(intervention.duration()).isNull();
	}

	@Test
	void eachPartIsKept() {
		Intervention intervention = Intervention.by("alice").lasting(Duration.ofMinutes(10)).because("maintenance");

		assertThat(intervention.actor()).isEqualTo("alice");
		assertThat(intervention.reason()).isEqualTo("maintenance");
		assertThat(intervention.duration()).isEqualTo(Duration.ofMinutes(10));
	}

	@Test
	void addingAPartChangesNothingThatIsThere() {
		Intervention first = Intervention.by("alice");

		first.because("maintenance").lasting(Duration.ofMinutes(10));

		assertThat(first.reason()).isEmpty();
		assertThat(first.duration()).isNull();
	}

	@Test
	void lastsAtLeastANanosecondAndAtMostAYear() {
		assertThat(Intervention.by("alice").lasting(Duration.ofNanos(1)).duration()).isEqualTo(Duration.ofNanos(1));
		assertThat(Intervention.by("alice").lasting(Duration.ofDays(366)).duration()).isEqualTo(Duration.ofDays(366));
	}

	@ParameterizedTest
	@CsvSource({ "PT0S, 0s", "PT-1S, -1s", "P366DT0.000000001S, 31622400000000001ns", "P400D, 400d" })
	void refusesWhatDoesNotLast(Duration duration, String shown) {
		assertThatExceptionOfType(InvalidSettingException.class)
			.isThrownBy(() -> Intervention.by("alice").lasting(duration))
			.withMessage("'for' must be a duration of more than 0s and at most 366d but was " + shown);
	}

}
