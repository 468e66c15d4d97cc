package io.breaker.spring.web;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.test.BreakerStates;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * What is told of a rejected call, and to whom.
 */
class RejectionProblemTests {

	private final ManualTime time = new ManualTime();

	@ParameterizedTest
	@CsvSource({ "1, 1", "999, 1", "1000, 1", "1001, 2", "90500, 91", "91000, 91", "86400000, 86400" })
	void waitIsRoundedUpToWholeSeconds(long millis, long seconds) {
		CallRejectedException rejected = rejection("inventory", Duration.ofMillis(millis));

		RejectionProblem problem = RejectionProblem.of(rejected, "/");

		assertThat(problem.retryAfter()).isEqualTo(seconds);
	}

	@Test
	void waitIsAtLeastOneSecond() {
		Breaker breaker = breaker("inventory", Duration.ofSeconds(1));
		BreakerStates.open(breaker);
		this.time.advance(Duration.ofSeconds(1).minusNanos(1));

		assertThat(RejectionProblem.of(reject(breaker), "/").retryAfter()).isEqualTo(1);
	}

	@Test
	void waitIsAbsentWhereNobodyKnowsIt() {
		Breaker breaker = breaker("inventory", Duration.ofSeconds(1));
		breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));

		RejectionProblem problem = RejectionProblem.of(reject(breaker), "/");

		assertThat(problem.retryAfter()).isNull();
		assertThat(new String(problem.json(), StandardCharsets.US_ASCII))
			.isEqualTo("{\"title\":\"Service Unavailable\","
					+ "\"status\":503,\"detail\":\"The service is temporarily unavailable. Try again later.\","
					+ "\"instance\":\"/\",\"breaker\":\"inventory\"}");
	}

	@ParameterizedTest
	@ValueSource(strings = { "inventory", "a \"quoted\" name", "back\\slash", "Größe", "库存", "😀", "</script>",
			"\u0007\n\t", "\u007f\u0080\u2028", "\uD800" })
	void everyNameIsWrittenAsPlainAsciiThatReadsBack(String name) {
		byte[] json = new RejectionProblem(name, 3L, "/" + name).json();

		assertThat(new String(json, StandardCharsets.ISO_8859_1)).matches("[ -~]*");
		JsonNode read = JsonMapper.shared().readTree(json);
		assertThat(read.get("breaker").asString()).isEqualTo(name);
		assertThat(read.get("instance").asString()).isEqualTo("/" + name);
		assertThat(read.get("retryAfter").asLong()).isEqualTo(3);
	}

	@Test
	void nothingInternalIsTold() {
		Breaker breaker = breaker("inventory", Duration.ofSeconds(1));
		BreakerStates.open(breaker);

		String json = new String(RejectionProblem.of(reject(breaker), "/").json(), StandardCharsets.US_ASCII);

		assertThat(json).doesNotContain("Exception").doesNotContain("OPEN").doesNotContain("opened");
	}

	@Test
	void rejectionIsFoundBehindItsWrappers() {
		CallRejectedException rejected = rejection("inventory", Duration.ofSeconds(1));

		assertThat(RejectedCall.in(rejected)).isSameAs(rejected);
		assertThat(RejectedCall.in(new IllegalStateException(new RuntimeException(rejected)))).isSameAs(rejected);
	}

	@Test
	void otherFailuresAreNoRejection() {
		IllegalStateException suppressing = new IllegalStateException();
		suppressing.addSuppressed(rejection("inventory", Duration.ofSeconds(1)));
		Exception outer = new Exception();
		outer.initCause(new Exception(outer));

		assertThat(RejectedCall.in(new IllegalStateException())).isNull();
		assertThat(RejectedCall.in(suppressing)).isNull();
		assertThat(RejectedCall.in(outer)).isNull();
	}

	@Test
	void statusOfTheApplicationWins() {
		CallRejectedException rejected = rejection("inventory", Duration.ofSeconds(1));

		assertThat(RejectedCall.in(new ResponseStatusException(HttpStatus.BAD_GATEWAY, "own", rejected))).isNull();
		assertThat(RejectedCall.in(new IllegalStateException(new OwnStatusException(rejected)))).isNull();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			text/html                                                       | true
			application/xhtml+xml                                           | true
			text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true
			text/html, application/json;q=0.5                               | true
			text/html;charset=utf-8                                         | true
			*/*                                                             | false
			text/*                                                          | false
			application/json                                                | false
			application/json, text/plain, */*                               | false
			application/json, text/html                                     | false
			application/problem+json, text/html                             | false
			application/json, text/html;q=0.9                               | false
			text/html;q=0                                                   | false
			text/plain                                                      | false
			application/xml                                                 | false
			image/png                                                       | false
			not a media type                                                | false
			text/html;q=much                                                | false
			''                                                              | false
			""")
	void onlyBrowsersGetAPage(String accept, boolean page) {
		assertThat(AcceptedForm.isPage(List.of(accept))).isEqualTo(page);
	}

	@Test
	void severalAcceptHeadersAreOneList() {
		assertThat(AcceptedForm.isPage(List.of())).isFalse();
		assertThat(AcceptedForm.isPage(List.of("application/json;q=0.1", "text/html"))).isTrue();
		assertThat(AcceptedForm.isPage(List.of("text/html", "application/json"))).isFalse();
	}

	private CallRejectedException rejection(String name, Duration wait) {
		Breaker breaker = breaker(name, wait);
		BreakerStates.open(breaker);
		return reject(breaker);
	}

	private Breaker breaker(String name, Duration wait) {
		return BreakerRegistry.builder()
			.timeSource(this.time)
			.configuration(BreakerConfiguration.builder()
				.defaults((settings) -> settings.openFor(wait).openForMax(wait).openJitter(0))
				.build())
			.build()
			.breaker(name);
	}

	private static CallRejectedException reject(Breaker breaker) {
		return catchThrowableOfType(CallRejectedException.class, () -> breaker.run(() -> {
		}));
	}

	@ResponseStatus(HttpStatus.BAD_GATEWAY)
	static class OwnStatusException extends RuntimeException {

		private static final long serialVersionUID = 1L;

		OwnStatusException(Throwable cause) {
			super(cause);
		}

	}

}
