package io.breaker.spring;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledFuture;
import java.util.stream.Stream;

import io.breaker.spring.aop.InvalidGuardException;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.publisher.ConnectableFlux;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.NestedExceptionUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * Fallbacks and return types that can never work keep the application from starting; the
 * message names class, method, what is expected and the nearest candidates.
 */
// INV-56
@Timeout(60)
class RefusedFallbackTests {

	@ParameterizedTest(name = "{1}")
	@MethodSource("refusals")
	void isRefused(Class<?> bean, String said, String action) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
			.withBean("bean", bean)
			.run((context) -> {
				Throwable root = NestedExceptionUtils.getMostSpecificCause(context.getStartupFailure());
				assertThat(root).isInstanceOf(InvalidGuardException.class)
					.hasMessageContaining(said)
					.hasMessageContaining(bean.getName())
					.hasMessageContaining(bean.getSimpleName() + ".stock(String)");
				assertThat(((InvalidGuardException) root).action()).contains(action);
			});
	}

	static Stream<Arguments> refusals() {
		return Stream.of(arguments(Misspelt.class, "Misspelt has no method 'lastKnow'", "Did you mean 'lastKnown'?"),
				arguments(Misspelt.class, "Misspelt has no method 'lastKnow'", "java.lang.String lastKnow(…)"),
				arguments(SameArgumentTwice.class, "would get the same argument", "any of the parameters"),
				arguments(TwoFailures.class, "more than one exception", "at most one exception"),
				arguments(WrongContent.class,
						"it returns java.util.List<java.lang.Integer> where "
								+ "java.util.List<java.lang.String> is needed",
						"java.util.List<java.lang.String>"),
				arguments(WrongLater.class, "it returns java.util.concurrent.CompletableFuture<java.lang.Integer>",
						"any of the parameters"),
				arguments(ManyForOne.class, "it returns reactor.core.publisher.Flux<java.lang.String>",
						"any of the parameters"),
				arguments(VoidForValue.class, "it returns void where java.lang.String is needed", "java.lang.String"),
				arguments(Undeclared.class,
						"it throws java.io.IOException, which Undeclared.stock(String) does not " + "declare",
						"any of the parameters"),
				arguments(NoSuchBeanMethod.class, "has no method 'lastKnow'", "Did you mean 'lastKnown'?"),
				arguments(OwnFuture.class, "cannot be made", "CompletableFuture"),
				arguments(Scheduled.class, "cannot be made", "CompletableFuture"),
				arguments(Connectable.class, "cannot be made", "the interface itself"));
	}

	static class Misspelt {

		@CircuitBreaker(fallback = "lastKnow")
		String stock(String sku) {
			return sku;
		}

		String lastKnown(String sku) {
			return sku;
		}

	}

	static class SameArgumentTwice {

		@CircuitBreaker(fallback = "lastKnown")
		String stock(String sku) {
			return sku;
		}

		String lastKnown(Exception failure, String sku, String reason) {
			return sku;
		}

	}

	static class TwoFailures {

		@CircuitBreaker(fallback = "lastKnown")
		String stock(String sku) {
			return sku;
		}

		String lastKnown(IOException one, RuntimeException two) {
			return "";
		}

	}

	static class WrongContent {

		@CircuitBreaker(fallback = "lastKnown")
		List<String> stock(String sku) {
			return List.of(sku);
		}

		List<Integer> lastKnown() {
			return List.of();
		}

	}

	static class WrongLater {

		@CircuitBreaker(fallback = "lastKnown")
		CompletableFuture<String> stock(String sku) {
			return CompletableFuture.completedFuture(sku);
		}

		CompletableFuture<Integer> lastKnown() {
			return CompletableFuture.completedFuture(1);
		}

	}

	static class ManyForOne {

		@CircuitBreaker(fallback = "lastKnown")
		String stock(String sku) {
			return sku;
		}

		Flux<String> lastKnown() {
			return Flux.empty();
		}

	}

	static class VoidForValue {

		@CircuitBreaker(fallback = "lastKnown")
		String stock(String sku) {
			return sku;
		}

		void lastKnown() {
		}

	}

	static class Undeclared {

		@CircuitBreaker(fallback = "lastKnown")
		String stock(String sku) {
			return sku;
		}

		String lastKnown() throws IOException {
			throw new IOException();
		}

	}

	static class NoSuchBeanMethod {

		@CircuitBreaker(fallback = "bean::lastKnow")
		String stock(String sku) {
			return sku;
		}

		String lastKnown() {
			return "";
		}

	}

	static class Own extends CompletableFuture<String> {

	}

	static class OwnFuture {

		@CircuitBreaker
		Own stock(String sku) {
			return new Own();
		}

	}

	static class Scheduled {

		@CircuitBreaker
		ScheduledFuture<String> stock(String sku) {
			throw new IllegalStateException();
		}

	}

	static class Connectable {

		@CircuitBreaker
		ConnectableFlux<String> stock(String sku) {
			return Flux.just(sku).publish();
		}

	}

}
