package io.breaker.spring;

import java.util.ArrayList;
import java.util.List;

import io.breaker.spring.HttpStatuses.Range;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Lists of HTTP statuses, as people write them.
 */
class HttpStatusesTests {

	@ParameterizedTest
	@ValueSource(strings = { "", "429", "100", "599", "5xx", "1xx,2xx,3xx,4xx,5xx", "5xx,429", "429,5xx", "500-503",
			"404,410,500-503,408", "400-498", "401-499", "499-500" })
	void writtenListReadsAsItself(String text) {
		HttpStatuses statuses = HttpStatuses.of(text);

		assertThat(statuses).hasToString(text);
		assertThat(HttpStatuses.of(statuses.toString())).isEqualTo(statuses).hasSameHashCodeAs(statuses);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			5XX          | 5xx
			' 429 , 5xx '| 429,5xx
			500 - 503    | 500-503
			400-499      | 4xx
			429-429      | 429
			'   '        | ''
			""")
	void looselyWrittenListReadsAsTheStrictOne(String loose, String strict) {
		assertThat(HttpStatuses.of(loose)).isEqualTo(HttpStatuses.of(strict)).hasToString(strict);
	}

	@ParameterizedTest
	@ValueSource(strings = { "6xx", "0xx", "xx", "5x", "5xxx", "99", "600", "1000", "-1", "4.4", "abc", "500-", "-500",
			"503-500", "99-100", "500-600", "5xx-6xx", "500..503", "5xx,", ",5xx", "5xx,,429", "429;500", "429 500",
			"٤٢٩", "off", "*" })
	void whatIsNoStatusIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> HttpStatuses.of(text))
			.withMessageContaining("HTTP status");
	}

	@Test
	void rangeOutsideOfHttpIsRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new Range(99, 200)).withMessageContaining("99-200");
		assertThatIllegalArgumentException().isThrownBy(() -> new Range(200, 600)).withMessageContaining("200-600");
		assertThatIllegalArgumentException().isThrownBy(() -> new Range(300, 200)).withMessageContaining("300-200");
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			100, 100
			199, 100
			429, 1
			428, 100
			500, 4
			503, 4
			504, 11
			599, 100
			""")
	void narrowestRangeIsFound(int status, int size) {
		HttpStatuses statuses = HttpStatuses.of("1xx,4xx,429,5xx,500-503,500-510");

		assertThat(statuses.narrowest(status)).isEqualTo(size);
	}

	@ParameterizedTest
	@ValueSource(ints = { 99, 200, 399, 500, 600, 0, -1, Integer.MAX_VALUE, Integer.MIN_VALUE })
	void statusOutsideOfAllRangesMatchesNone(int status) {
		assertThat(HttpStatuses.of("1xx,4xx").narrowest(status)).isEqualTo(HttpStatuses.NO_MATCH);
	}

	@ParameterizedTest
	@ValueSource(ints = { 100, 200, 300, 404, 500, 599 })
	void emptyListMatchesNothing(int status) {
		assertThat(HttpStatuses.of("").narrowest(status)).isEqualTo(HttpStatuses.NO_MATCH);
	}

	@Test
	void listNeverChanges() {
		List<Range> ranges = new ArrayList<>(List.of(new Range(404, 404)));
		HttpStatuses statuses = new HttpStatuses(ranges);

		ranges.clear();

		assertThat(statuses).hasToString("404");
		assertThatThrownBy(() -> statuses.ranges().clear()).isInstanceOf(UnsupportedOperationException.class);
	}

}
