package io.breaker.spring.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.config.Alarm;
import io.breaker.config.TimeSource;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerHttpAutoConfiguration;
import io.breaker.test.BreakerAssert;
import io.breaker.test.BreakerAssertions;
import io.breaker.test.ManualTime;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What real answers of HTTP mean to the breaker, with every client of Spring.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class HttpClientsTests {

	private static Callee callee;

	private final ManualTime time = new ManualTime();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerHttpAutoConfiguration.class))
		.withBean(TimeSource.class, () -> this.time)
		.withBean(Alarm.class, this.time::alarm)
		.withPropertyValues("breaker.defaults.open-jitter=0%");

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
	@EnumSource
	void successIsASuccess(Client client) {
		callee.answers(200);

		client.addTo(this.runner, callee.url()).run((context) -> {
			assertThat(client.call(context)).isEqualTo("answer 200");

			assertThatShop(context).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	// INV-59
	@ParameterizedTest
	@EnumSource
	void notFoundIsIgnoredAndReachesNoFallback(Client client) {
		callee.answers(404);

		client.addTo(this.runner, callee.url()).run((context) -> {
			assertThatThrownBy(() -> client.call(context)).hasMessageContaining("404");

			assertThatShop(context).hasCounted(Outcome.IGNORED, 1).hasCounted(Outcome.FAILURE, 0);
		});
	}

	@ParameterizedTest
	@EnumSource
	void tooManyRequestsAndServerErrorsCount(Client client) {
		client.addTo(this.runner, callee.url()).run((context) -> {
			callee.answers(429);
			assertThat(client.call(context)).isEqualTo("fallback");
			callee.answers(503);
			assertThat(client.call(context)).isEqualTo("fallback");
			callee.answers(500);
			assertThat(client.call(context)).isEqualTo("fallback");

			assertThat(callee.requests()).isEqualTo(3);
			assertThatShop(context).hasCounted(Outcome.FAILURE, 3).hasCounted(Outcome.IGNORED, 0);
		});
	}

	@ParameterizedTest
	@EnumSource
	void refusedConnectionCounts(Client client) {
		client.addTo(this.runner, Callee.goneUrl()).run((context) -> {
			assertThat(client.call(context)).isEqualTo("fallback");

			assertThatShop(context).hasCounted(Outcome.FAILURE, 1);
		});
	}

	@ParameterizedTest
	@EnumSource
	void listsOfTheUserDecide(Client client) {
		client.addTo(this.runner, callee.url())
			.withPropertyValues("breaker.instances.shop.record-status=404",
					"breaker.instances.shop.ignore-status=500-503")
			.run((context) -> {
				callee.answers(404);
				assertThat(client.call(context)).isEqualTo("fallback");
				callee.answers(503);
				assertThatThrownBy(() -> client.call(context)).hasMessageContaining("503");

				assertThatShop(context).hasCounted(Outcome.FAILURE, 1).hasCounted(Outcome.IGNORED, 1);
			});
	}

	@ParameterizedTest
	@EnumSource
	void retryAfterLengthensTheWait(Client client) {
		callee.answers(503, Map.of("Retry-After", "30"));

		client.addTo(this.runner, callee.url())
			.withPropertyValues("breaker.instances.shop.consecutive-failures=1")
			.run((context) -> {
				client.call(context);
				assertThatShop(context).isOpen().retriesAfter(Duration.ofSeconds(30));

				this.time.advance(Duration.ofSeconds(30).minusNanos(1));
				assertThat(client.call(context)).isEqualTo("fallback");
				assertThat(callee.requests()).isEqualTo(1);
				this.time.advanceNanos(1);
				callee.answers(200);

				assertThat(client.call(context)).isEqualTo("answer 200");
			});
	}

	private static BreakerAssert assertThatShop(ApplicationContext context) {
		Breaker shop = context.getBean(BreakerRegistry.class).breaker("shop");
		return BreakerAssertions.assertThat(shop);
	}

}
