package io.breaker.spring.http;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.BreakerConfiguration;
import io.breaker.config.TimeSource;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerHttpAutoConfiguration;
import io.breaker.test.BreakerAssertions;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.HttpServerErrorException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * How long a callee asks to be left alone, and how long it is. It is noon of 1 January
 * 2026.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class RetryAfterTests {

	private static Callee callee;

	private final ManualTime time = new ManualTime();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerHttpAutoConfiguration.class))
		.withBean(TimeSource.class, () -> this.time)
		.withBean(Alarm.class, this.time::alarm)
		.withBean(Client.Rest.class, () -> new Client.Rest(callee.url()))
		.withPropertyValues("breaker.instances.shop.open-jitter=0%", "breaker.instances.shop.consecutive-failures=1");

	@BeforeAll
	static void startCallee() {
		callee = new Callee();
	}

	@AfterAll
	static void stopCallee() {
		callee.close();
	}

	@BeforeEach
	void resetCallee() {
		callee.reset();
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			0                              | PT0S
			1                              | PT1S
			120                            | PT2M
			0000000000000000000120         | PT2M
			' 120 '                        | PT2M
			999999999                      | PT277777H46M39S
			1000000000                     | PT277777H46M39S
			99999999999999999999999999999  | PT277777H46M39S
			Thu, 01 Jan 2026 12:02:00 GMT  | PT2M
			Thu, 1 Jan 2026 12:02:00 GMT   | PT2M
			Thursday, 01-Jan-26 12:02:00 GMT | PT2M
			Thu Jan  1 12:02:00 2026       | PT2M
			Sun Jan 11 12:00:00 2026       | PT240H
			Thu, 01 Jan 2026 12:00:00 GMT  | PT0S
			Thu, 01 Jan 2026 11:59:00 GMT  | PT-1M
			""")
	void headerIsUnderstood(String header, Duration wait) {
		assertThat(read(header)).isEqualTo(wait);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "soon", "-5", "+5", "1.5", "1e9", "5s", "٥", "120, 240",
			"Fri, 01 Jan 2026 12:02:00 GMT", "Thu, 01 Jan 2026 25:02:00 GMT", "Thu, 32 Jan 2026 12:02:00 GMT",
			"2026-01-01T12:02:00Z", "\u0000", "Thu, 01 Jan 99999999999 12:02:00 GMT" })
	void whatCannotBeReadAsksForNothing(String header) {
		assertThat(read(header)).isZero();
	}

	@Test
	void missingHeaderAsksForNothing() {
		assertThat(read(null)).isZero();
	}

	@Test
	void farDateAsksForALongTime() {
		assertThat(read("Fri, 31 Dec 9999 23:59:59 GMT")).isGreaterThan(Duration.ofDays(365 * 7_000));
	}

	@Test
	void headersThatAreNotThereAskForNothing() {
		HttpServerErrorException failure = new HttpServerErrorException(HttpStatus.SERVICE_UNAVAILABLE, "", null, null,
				null);

		assertThat(new RetryAfter(new RestClientAnswers(), this.time).apply(failure)).isZero();
	}

	@Test
	void answerIsFoundAmongTheCausesOfAFailureThatHasACycle() {
		Exception outer = new Exception();
		Exception inner = new Exception(outer);
		outer.initCause(inner);

		assertThat(new RetryAfter((failure) -> null, this.time).apply(outer)).isZero();
		assertThat(new RetryAfter((failure) -> (failure == inner) ? new FailedAnswer(503, "7") : null, this.time)
			.apply(outer)).isEqualTo(Duration.ofSeconds(7));
	}

	@Test
	void firstReaderThatCanReadWins() {
		HttpFailureRules rules = new HttpFailureRules(List.of((failure) -> null,
				(failure) -> new FailedAnswer(503, "3"), (failure) -> new FailedAnswer(503, "4")), this.time);
		var configuration = BreakerConfiguration.builder();

		rules.customize(configuration);

		assertThat(configuration.build().settingsFor("shop").failureRules().askedWait(new Exception()))
			.isEqualTo(Duration.ofSeconds(3).toNanos());
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			30                            | PT30S
			Thu, 01 Jan 2026 12:00:30 GMT | PT30S
			120                           | PT1M
			Fri, 31 Dec 9999 23:59:59 GMT | PT1M
			99999999999999999999          | PT1M
			0                             | PT1S
			-30                           | PT1S
			Thu, 01 Jan 2026 11:00:00 GMT | PT1S
			soon                          | PT1S
			""")
	void realAnswerLengthensTheWait(String header, Duration wait) {
		callee.answers(503, Map.of("Retry-After", header));

		this.runner.run((context) -> {
			context.getBean(Client.Rest.class).stock();

			BreakerAssertions.assertThat(shop(context.getBean(BreakerRegistry.class))).isOpen().retriesAfter(wait);
		});
	}

	@Test
	void dateIsComparedWithTheTimeOfTheBreaker() {
		callee.answers(429, Map.of("Retry-After", "Thu, 01 Jan 2026 12:10:30 GMT"));

		this.runner.run((context) -> {
			this.time.advance(Duration.ofMinutes(10));
			context.getBean(Client.Rest.class).stock();

			BreakerAssertions.assertThat(shop(context.getBean(BreakerRegistry.class)))
				.isOpen()
				.retriesAfter(Duration.ofSeconds(30));
		});
	}

	// INV-29
	@Test
	void clockThatIsSetLaterChangesNoWait() {
		callee.answers(503, Map.of("Retry-After", "Thu, 01 Jan 2026 12:00:30 GMT"));

		this.runner.run((context) -> {
			context.getBean(Client.Rest.class).stock();
			this.time.shiftWallClock(Duration.ofHours(1));

			BreakerAssertions.assertThat(shop(context.getBean(BreakerRegistry.class)))
				.isOpen()
				.retriesAfter(Duration.ofSeconds(30));
		});
	}

	@ParameterizedTest
	@CsvSource({ "0s, PT1S", "5s, PT5S", "1h, PT2M" })
	void limitOfTheUserHolds(String max, Duration wait) {
		callee.answers(503, Map.of("Retry-After", "120"));

		this.runner.withPropertyValues("breaker.instances.shop.retry-after-max=" + max).run((context) -> {
			context.getBean(Client.Rest.class).stock();

			BreakerAssertions.assertThat(shop(context.getBean(BreakerRegistry.class))).isOpen().retriesAfter(wait);
		});
	}

	@Test
	void failedTrialIsAskedAgain() {
		callee.answers(503);

		this.runner.run((context) -> {
			Client.Rest client = context.getBean(Client.Rest.class);
			client.stock();
			this.time.advance(Duration.ofSeconds(1));
			callee.answers(503, Map.of("Retry-After", "45"));
			client.stock();

			BreakerAssertions.assertThat(shop(context.getBean(BreakerRegistry.class)))
				.isOpen()
				.hasOpenings(2)
				.retriesAfter(Duration.ofSeconds(45));
		});
	}

	private static Breaker shop(BreakerRegistry registry) {
		return registry.breaker("shop");
	}

	private Duration read(String header) {
		return new RetryAfter((failure) -> new FailedAnswer(503, header), this.time).apply(new Exception());
	}

}
