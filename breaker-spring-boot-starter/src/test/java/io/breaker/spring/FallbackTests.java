package io.breaker.spring;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Which fallback answers, with what, and what becomes of a failure that none answers for.
 */
class FallbackTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
		.withPropertyValues("breaker.strict=false", "breaker.defaults.ignore=java.util.NoSuchElementException")
		.withBean("shop", Shop.class)
		.withBean("spare", Spare.class);

	@Test
	void nearestExceptionTypeWins() {
		this.runner.run((context) -> {
			Shop shop = context.getBean(Shop.class);

			assertThat(shop.nearest(new FileNotFoundException())).isEqualTo("file");
			assertThat(shop.nearest(new IOException())).isEqualTo("io");
			assertThat(shop.nearest(new IllegalStateException())).isEqualTo("any");
		});
	}

	@Test
	void rejectedOnlyFallbackLeavesFailuresToTheCaller() {
		this.runner.run((context) -> {
			Shop shop = context.getBean(Shop.class);
			assertThatThrownBy(() -> shop.whenRejected(true)).isInstanceOf(IllegalStateException.class);

			force(context.getBean(BreakerRegistry.class).breaker("rejected"));

			assertThat(shop.whenRejected(false)).isEqualTo("turned away");
		});
	}

	@Test
	void fallbackSeesTheFieldsOfTheBean() {
		this.runner.run((context) -> assertThat(context.getBean(Shop.class).fields()).isEqualTo("a field"));
	}

	@Test
	void fallbackOfAnotherBeanAnswers() {
		this.runner.run((context) -> assertThat(context.getBean(Shop.class).elsewhere("sku")).isEqualTo("spare sku"));
	}

	@Test
	void secondFallbackIsTriedWhenTheFirstFails() {
		this.runner.run((context) -> assertThat(context.getBean(Shop.class).chain()).isEqualTo("second"));
	}

	@Test
	void failingFallbackCarriesTheOriginal() {
		this.runner.run((context) -> assertThatThrownBy(context.getBean(Shop.class)::failing)
			.hasMessage("fallback failed")
			.satisfies(
					(ex) -> assertThat(ex.getSuppressed()).singleElement().isInstanceOf(IllegalStateException.class)));
	}

	@Test
	void ignoredExceptionDoesNotReachTheFallback() {
		this.runner.run((context) -> assertThatThrownBy(
				() -> context.getBean(Shop.class).nearest(new java.util.NoSuchElementException("mine")))
			.hasMessage("mine"));
	}

	@Test
	void ignoredRejectionOfAnotherBreakerDoesNotReachTheFallback() {
		this.runner.withPropertyValues("breaker.instances.nearest.ignore=io.breaker.CallRejectedException")
			.run((context) -> {
				Shop shop = context.getBean(Shop.class);
				Breaker nearest = context.getBean(BreakerRegistry.class).breaker("nearest");
				Breaker other = context.getBean(BreakerRegistry.class).breaker("other");
				force(other);
				CallRejectedException rejection = catchThrowableOfType(CallRejectedException.class, other::acquire);

				assertThatThrownBy(() -> shop.nearest(rejection)).isSameAs(rejection);

				force(nearest);
				assertThat(shop.nearest(new IOException())).isEqualTo("any");
			});
	}

	@Test
	void errorReachesOnlyAFallbackThatNamesIt() {
		this.runner.run((context) -> {
			Shop shop = context.getBean(Shop.class);

			assertThatThrownBy(shop::unnamedError).isInstanceOf(StackOverflowError.class);
			assertThat(shop.namedError()).isEqualTo("named");
		});
	}

	@Test
	void plainFallbackAnswersForAFuture() {
		this.runner.run((context) -> assertThat(context.getBean(Shop.class).later()).isCompletedWithValue("plain"));
	}

	@Test
	void futureAnswersForAPlainMethod() {
		this.runner.run((context) -> assertThat(context.getBean(Shop.class).waiting()).isEqualTo("waited"));
	}

	@Test
	void voidMethodMayHaveAFallback() {
		this.runner.run((context) -> {
			Shop shop = context.getBean(Shop.class);

			shop.nothing();

			assertThat(shop.called()).isTrue();
		});
	}

	private static void force(Breaker breaker) {
		breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
	}

	/**
	 * Methods that fail, and what answers for them.
	 */
	static class Shop {

		private final StringBuilder field = new StringBuilder("a field");

		private boolean called;

		boolean called() {
			return this.called;
		}

		@CircuitBreaker(name = "nearest", fallback = "byType")
		String nearest(Exception failure) throws Exception {
			throw failure;
		}

		private String byType(IOException failure) {
			return "io";
		}

		private String byType(FileNotFoundException failure) {
			return "file";
		}

		private String byType() {
			return "any";
		}

		@CircuitBreaker(name = "rejected", fallback = "turnedAway")
		String whenRejected(boolean fail) {
			if (fail) {
				throw new IllegalStateException();
			}
			return "fine";
		}

		private String turnedAway(CallRejectedException rejected) {
			return "turned away";
		}

		@CircuitBreaker(name = "fields", fallback = "ofField")
		String fields() {
			throw new IllegalStateException();
		}

		private String ofField() {
			return this.field.toString();
		}

		@CircuitBreaker(name = "elsewhere", fallback = "spare::answer")
		String elsewhere(String sku) {
			throw new IllegalStateException();
		}

		@CircuitBreaker(name = "chain", fallback = { "first", "second" })
		String chain() {
			throw new IllegalStateException();
		}

		private String first() {
			throw new UnsupportedOperationException();
		}

		private String second() {
			return "second";
		}

		@CircuitBreaker(name = "failing", fallback = "broken")
		String failing() {
			throw new IllegalStateException();
		}

		private String broken() {
			throw new UnsupportedOperationException("fallback failed");
		}

		@CircuitBreaker(name = "unnamed", fallback = "second")
		String unnamedError() {
			throw new StackOverflowError();
		}

		@CircuitBreaker(name = "named", fallback = "forError")
		String namedError() {
			throw new StackOverflowError();
		}

		private String forError(StackOverflowError error) {
			return "named";
		}

		@CircuitBreaker(name = "later", fallback = "plain")
		CompletableFuture<String> later() {
			return CompletableFuture.failedFuture(new IOException());
		}

		private String plain() {
			return "plain";
		}

		@CircuitBreaker(name = "waiting", fallback = "waited")
		String waiting() {
			throw new IllegalStateException();
		}

		private CompletableFuture<String> waited() {
			return CompletableFuture.completedFuture("waited");
		}

		@CircuitBreaker(name = "nothing", fallback = "remember")
		void nothing() {
			throw new IllegalStateException();
		}

		private void remember() {
			this.called = true;
		}

	}

	/**
	 * Another bean with a fallback.
	 */
	static class Spare {

		String answer(String sku) {
			return "spare " + sku;
		}

	}

}
