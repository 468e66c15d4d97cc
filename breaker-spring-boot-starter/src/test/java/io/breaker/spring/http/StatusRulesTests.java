package io.breaker.spring.http;

import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import io.breaker.BreakerRegistry;
import io.breaker.config.BreakerSettings;
import io.breaker.config.Settings;
import io.breaker.config.Verdict;
import io.breaker.spring.BreakerCustomizer;
import io.breaker.spring.SpringSettings;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.spring.autoconfigure.BreakerHttpAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.client.HttpClientErrorException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.UnknownHttpStatusCodeException;
import org.springframework.web.reactive.function.client.WebClientResponseException;
import org.springframework.web.server.ResponseStatusException;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which statuses are failures, as {@code application.yml} says.
 */
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StatusRulesTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, BreakerHttpAutoConfiguration.class))
		.withPropertyValues("breaker.strict=false");

	@ParameterizedTest
	@CsvSource(delimiter = '|', nullValues = "-", textBlock = """
			# record-status | ignore-status | status | verdict
			# built in
			-               | -             | 100    | FAILURE
			-               | -             | 302    | FAILURE
			-               | -             | 400    | IGNORED
			-               | -             | 404    | IGNORED
			-               | -             | 428    | IGNORED
			-               | -             | 429    | FAILURE
			-               | -             | 430    | IGNORED
			-               | -             | 499    | IGNORED
			-               | -             | 500    | FAILURE
			-               | -             | 599    | FAILURE
			-               | -             | 600    | FAILURE
			-               | -             | 999    | FAILURE
			# one list chosen: it wins over the other, which is built in
			404             | -             | 404    | FAILURE
			404             | -             | 400    | IGNORED
			404             | -             | 429    | IGNORED
			404             | -             | 503    | FAILURE
			4xx             | -             | 404    | FAILURE
			-               | 503           | 503    | IGNORED
			-               | 503           | 500    | FAILURE
			-               | 503           | 404    | FAILURE
			-               | 4xx           | 429    | IGNORED
			-               | 5xx,4xx       | 500    | IGNORED
			# both chosen: the narrower range wins, then ignore
			5xx             | 500-503       | 502    | IGNORED
			5xx             | 500-503       | 504    | FAILURE
			500-503         | 5xx           | 502    | FAILURE
			500-503         | 5xx           | 504    | IGNORED
			429             | 429           | 429    | IGNORED
			5xx             | 5xx           | 500    | IGNORED
			404,5xx         | 4xx,503       | 404    | FAILURE
			404,5xx         | 4xx,503       | 503    | IGNORED
			# empty lists
			''              | ''            | 404    | FAILURE
			''              | -             | 429    | IGNORED
			-               | ''            | 404    | FAILURE
			""")
	void statusIsJudgedByTheLists(String record, String ignore, int status, Verdict verdict) {
		with("record-status", record, with("ignore-status", ignore, this.runner)).run((context) -> {
			assertThat(judge(context, rest(status))).isEqualTo(verdict);
			assertThat(judge(context, web(status))).isEqualTo(verdict);
		});
	}

	@Test
	void listsAreInheritedKeyByKey() {
		this.runner
			.withPropertyValues("breaker.defaults.record-status=5xx", "breaker.templates.lenient.ignore-status=404",
					"breaker.templates.strict.record-status=404", "breaker.instances.shop.template=strict",
					"breaker.instances.bank.template=lenient", "breaker.instances[p-*].ignore-status=503")
			.run((context) -> {
				assertThat(judge(context, "shop", rest(404))).isEqualTo(Verdict.FAILURE);
				assertThat(judge(context, "bank", rest(404))).isEqualTo(Verdict.IGNORED);
				assertThat(judge(context, "bank", rest(503))).isEqualTo(Verdict.FAILURE);
				assertThat(judge(context, "p-1", rest(503))).isEqualTo(Verdict.IGNORED);
				assertThat(judge(context, "other", rest(503))).isEqualTo(Verdict.FAILURE);
				assertThat(judge(context, "other", rest(429))).isEqualTo(Verdict.IGNORED);
			});
	}

	@Test
	void listCanBeWrittenAsAListOfYaml() {
		this.runner
			.withPropertyValues("breaker.instances.shop.record-status[0]=404",
					"breaker.instances.shop.record-status[1]=500-503", "breaker.instances.shop.record-status[2]=5xx")
			.run((context) -> {
				BreakerSettings settings = context.getBean(BreakerRegistry.class).breaker("shop").settings();

				assertThat(settings.text(SpringSettings.RECORD_STATUS)).isEqualTo("404,500-503,5xx");
				assertThat(settings.origin(SpringSettings.RECORD_STATUS)).hasToString("instances.shop");
				assertThat(settings.origin(SpringSettings.IGNORE_STATUS)).hasToString("built-in");
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "600", "6xx", "99", "abc", "503-500", "500-600", "5xx,", "404;410", "4**" })
	void badStatusKeepsTheApplicationFromStarting(String value) {
		for (String key : new String[] { "breaker.instances.shop.record-status", "breaker.defaults.ignore-status",
				"breaker.templates.remote.record-status" }) {
			this.runner.withPropertyValues(key + "=" + value)
				.run((context) -> assertThat(NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure()))
					.hasMessageContaining("'" + key + "' must be a list of HTTP statuses from 100 to 599")
					.hasMessageContaining("but was " + value));
		}
	}

	@Test
	void classThatIsNamedWinsOverABuiltInStatus() {
		this.runner
			.withPropertyValues("breaker.instances.shop.record=" + HttpClientErrorException.NotFound.class.getName(),
					"breaker.instances.bank.ignore=" + RestClientResponseException.class.getName())
			.run((context) -> {
				assertThat(judge(context, "shop", rest(404))).isEqualTo(Verdict.FAILURE);
				assertThat(judge(context, "shop", rest(410))).isEqualTo(Verdict.IGNORED);
				assertThat(judge(context, "bank", rest(503))).isEqualTo(Verdict.IGNORED);
				assertThat(judge(context, "bank", web(503))).isEqualTo(Verdict.FAILURE);
			});
	}

	@Test
	void statusThatIsChosenWinsOverAClassThatIsNamed() {
		this.runner
			.withPropertyValues("breaker.instances.shop.record=" + RestClientResponseException.class.getName(),
					"breaker.instances.shop.ignore-status=503",
					"breaker.instances.bank.ignore=" + RestClientResponseException.class.getName(),
					"breaker.instances.bank.record-status=503")
			.run((context) -> {
				assertThat(judge(context, "shop", rest(503))).isEqualTo(Verdict.IGNORED);
				assertThat(judge(context, "shop", rest(500))).isEqualTo(Verdict.FAILURE);
				assertThat(judge(context, "bank", rest(503))).isEqualTo(Verdict.FAILURE);
				assertThat(judge(context, "bank", rest(500))).isEqualTo(Verdict.IGNORED);
			});
	}

	@Test
	void answerIsFoundAmongTheCauses() {
		this.runner.run((context) -> {
			assertThat(judge(context, new IllegalStateException(rest(404)))).isEqualTo(Verdict.IGNORED);
			assertThat(judge(context, new CompletionException(web(404)))).isEqualTo(Verdict.IGNORED);
			assertThat(judge(context, new IllegalStateException(new RuntimeException(web(503)))))
				.isEqualTo(Verdict.FAILURE);
		});
	}

	@Test
	void failureWithoutAnAnswerCounts() {
		this.runner.run((context) -> assertThat(
				judge(context, new ResourceAccessException("I/O error", new SocketTimeoutException())))
			.isEqualTo(Verdict.FAILURE));
	}

	@Test
	void answerOfTheApplicationItselfIsNotThatOfACallee() {
		this.runner.run((context) -> {
			assertThat(judge(context, new ResponseStatusException(HttpStatus.NOT_FOUND))).isEqualTo(Verdict.FAILURE);
			assertThat(judge(context, new ResponseStatusException(HttpStatus.BAD_GATEWAY, "translated", rest(404))))
				.isEqualTo(Verdict.IGNORED);
			assertThat(judge(context, new ResponseStatusException(HttpStatus.NOT_FOUND, "translated", rest(503))))
				.isEqualTo(Verdict.FAILURE);
		});
	}

	@Test
	void otherClientsAreUnderstoodWithAReader() {
		this.runner
			.withBean(AnswerReader.class,
					() -> (failure) -> (failure instanceof OtherClientException) ? new FailedAnswer(404, null) : null)
			.run((context) -> {
				assertThat(judge(context, new OtherClientException())).isEqualTo(Verdict.IGNORED);
				assertThat(judge(context, rest(404))).isEqualTo(Verdict.IGNORED);
			});
	}

	@Test
	void customizerOfTheUserWins() {
		this.runner
			.withBean(BreakerCustomizer.class,
					() -> (configuration) -> configuration
						.builtIn((settings) -> settings.set(Settings.JUDGE, (failure, all) -> null)))
			.run((context) -> {
				assertThat(judge(context, rest(404))).isEqualTo(Verdict.FAILURE);
			});
	}

	@Test
	void eachClientIsUnderstoodWithoutTheOther() {
		this.runner.withClassLoader(new FilteredClassLoader(WebClientResponseException.class)).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(AnswerReader.class);
			assertThat(judge(context, rest(404))).isEqualTo(Verdict.IGNORED);
		});
		this.runner.withClassLoader(new FilteredClassLoader(RestClientResponseException.class)).run((context) -> {
			assertThat(context).hasNotFailed().hasSingleBean(AnswerReader.class);
			assertThat(judge(context, web(404))).isEqualTo(Verdict.IGNORED);
		});
	}

	@Test
	void keysAreKnownWithoutAnyClient() {
		this.runner.withClassLoader(new FilteredClassLoader("org.springframework.web", "org.springframework.http"))
			.withPropertyValues("breaker.defaults.record-status=404", "breaker.defaults.retry-after-max=5s")
			.run((context) -> {
				assertThat(context).hasNotFailed().doesNotHaveBean(AnswerReader.class);
				assertThat(judge(context, new IllegalStateException())).isEqualTo(Verdict.FAILURE);
			});
	}

	@Test
	void everythingIsGoneWhereBreakersAreOff() {
		this.runner.withPropertyValues("breaker.enabled=false")
			.run((context) -> assertThat(context).hasNotFailed()
				.doesNotHaveBean(BreakerCustomizer.class)
				.doesNotHaveBean(AnswerReader.class));
	}

	private static ApplicationContextRunner with(String key, String value, ApplicationContextRunner runner) {
		return (value != null) ? runner.withPropertyValues("breaker.instances.shop." + key + "=" + value) : runner;
	}

	private static Verdict judge(ApplicationContext context, Throwable failure) {
		return judge(context, "shop", failure);
	}

	private static Verdict judge(ApplicationContext context, String breaker, Throwable failure) {
		return context.getBean(BreakerRegistry.class).breaker(breaker).judge(failure);
	}

	private static RestClientResponseException rest(int status) {
		if (status == 404) {
			return HttpClientErrorException.create(HttpStatus.NOT_FOUND, "Not Found", new HttpHeaders(), new byte[0],
					null);
		}
		return new UnknownHttpStatusCodeException(status, "", null, null, StandardCharsets.UTF_8);
	}

	private static WebClientResponseException web(int status) {
		return WebClientResponseException.create(HttpStatusCode.valueOf(status), "", null, new byte[0], null, null);
	}

	/**
	 * The failure of a client that nobody here knows.
	 */
	static class OtherClientException extends RuntimeException {

		private static final long serialVersionUID = 1L;

	}

}
