package io.breaker.spring;

import java.io.IOException;
import java.util.stream.Stream;

import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What keeps an application from starting, and what it is told.
 */
class RefusedStartTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class));

	@ParameterizedTest
	@MethodSource
	void annotationThatCannotWorkIsRefused(Class<?> bean, String said) {
		this.runner.withBean(bean)
			.run((context) -> assertThat(rootOf(context.getStartupFailure())).hasMessageContaining(said)
				.hasMessageContaining(bean.getSimpleName()));
	}

	static Stream<Object[]> annotationThatCannotWorkIsRefused() {
		return Stream.of(new Object[] { MissingFallback.class, "has no method 'lastKnow'" },
				new Object[] { WrongParameter.class, "is none of the parameters" },
				new Object[] { AmbiguousParameter.class, "could be any of 2 parameters" },
				new Object[] { WrongResult.class, "it returns int where java.lang.String is needed" },
				new Object[] { TwoForTheSame.class, "answer for the same failures" },
				new Object[] { UnknownBean.class, "there is no bean 'nobody'" },
				new Object[] { PrivateMethod.class, "the method is private" },
				new Object[] { StaticMethod.class, "the method is static" },
				new Object[] { FinalMethod.class, "the method is final" },
				new Object[] { BadName.class, "must be a name of 1 to 200 characters" });
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
			breaker.defaults.failure-rat | 40% | 'breaker.defaults.failure-rat' must be a known key
			breaker.defaults.failure-rate | 140% | 'breaker.defaults.failure-rate' must be a percentage
			breaker.defaults.open-for | 10 | 'breaker.defaults.open-for' must be a duration
			breaker.instances.stock.mode | enforec | did you mean 'enforce'?
			breaker.instances.stock.template | remote | 'breaker.instances.stock.template' must name a template
			breaker.instances.stock.ignore | java.io.IOExeption | did you mean 'java.io.IOException'?
			breaker.default.open-for | 1s | did you mean 'defaults'?
			""")
	void propertyThatCannotBeIsRefused(String key, String value, String said) {
		this.runner.withPropertyValues(key + "=" + value)
			.run((context) -> assertThat(rootOf(context.getStartupFailure())).hasMessageContaining(said));
	}

	@Test
	void configuredBreakerThatNothingUsesIsOnlyWarnedOfWhenNotStrict() {
		this.runner.withPropertyValues("breaker.strict=false", "breaker.instances.nobody.open-for=1s")
			.run((context) -> assertThat(context).hasNotFailed());
	}

	@Test
	void disabledBreakersLeaveNothingBehind() {
		this.runner.withPropertyValues("breaker.enabled=false")
			.withBean(MissingFallback.class)
			.run((context) -> assertThat(context).hasNotFailed().doesNotHaveBean("breakerRegistry"));
	}

	private static Throwable rootOf(Throwable failure) {
		return NestedExceptionUtils.getMostSpecificCause(failure);
	}

	static class MissingFallback {

		@CircuitBreaker(fallback = "lastKnow")
		String stock(String sku) {
			return sku;
		}

		String lastKnown() {
			return "";
		}

	}

	static class WrongParameter {

		@CircuitBreaker(fallback = "lastKnown")
		String stock(String sku) {
			return sku;
		}

		String lastKnown(Thread thread) {
			return "";
		}

	}

	static class AmbiguousParameter {

		@CircuitBreaker(fallback = "lastKnown")
		String stock(String sku, String shop) {
			return sku;
		}

		String lastKnown(String other) {
			return "";
		}

	}

	static class WrongResult {

		@CircuitBreaker(fallback = "lastKnown")
		String stock(String sku) {
			return sku;
		}

		int lastKnown(String sku) {
			return 0;
		}

	}

	static class TwoForTheSame {

		@CircuitBreaker(fallback = "lastKnown")
		String stock(String sku, int count) {
			return sku;
		}

		String lastKnown(String sku, IOException failure) {
			return "";
		}

		String lastKnown(int count, IOException failure) {
			return "";
		}

	}

	static class UnknownBean {

		@CircuitBreaker(fallback = "nobody::answers")
		String stock(String sku) {
			return sku;
		}

	}

	static class PrivateMethod {

		@CircuitBreaker
		private String stock(String sku) {
			return sku;
		}

	}

	static class StaticMethod {

		@CircuitBreaker
		static String stock(String sku) {
			return sku;
		}

	}

	static class FinalMethod {

		@CircuitBreaker
		final String stock(String sku) {
			return sku;
		}

	}

	static class BadName {

		@CircuitBreaker("a/b")
		String stock(String sku) {
			return sku;
		}

	}

}
