package io.breaker.spring;

import java.io.IOException;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.core.annotation.AliasFor;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Where the annotation may stand, and what the guarded method may return.
 */
class ShapesTests {

	private final ApplicationContextRunner shapes = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(Rooms.autoConfigurations()))
		.withBean(Shapes.class)
		.withBean(OnClass.class)
		.withBean("remote", Remote.class, () -> (sku) -> "remote " + sku);

	@Test
	void annotationOnAClassGuardsItsMethods() {
		this.shapes.run((context) -> {
			assertThat(context.getBean(OnClass.class).stock()).isEqualTo("fine");

			assertThat(breaker(context.getBean(BreakerRegistry.class), "whole")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@Test
	void annotationOnAnInterfaceGuardsItsImplementation() {
		this.shapes.run((context) -> {
			Remote remote = context.getBean(Remote.class);
			assertThat(AopUtils.isAopProxy(remote)).isTrue();

			assertThat(remote.stock("sku")).isEqualTo("remote sku");

			assertThat(breaker(context.getBean(BreakerRegistry.class), "remote")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@Test
	void annotationOfOnesOwnGuards() {
		this.shapes.run((context) -> {
			context.getBean(Shapes.class).composed();

			assertThat(breaker(context.getBean(BreakerRegistry.class), "composed")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@Test
	void plainFutureIsCountedWhenItsResultIsAskedFor() {
		this.shapes.run((context) -> {
			Future<String> future = context.getBean(Shapes.class).future();

			assertThat(future.get()).isEqualTo("future");

			assertThat(breaker(context.getBean(BreakerRegistry.class), "future")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@Test
	void fluxIsOneCallAndItsFallbackAnswers() {
		this.shapes.run((context) -> {
			assertThat(context.getBean(Shapes.class).many().collectList().block()).containsExactly("one", "two");

			assertThat(breaker(context.getBean(BreakerRegistry.class), "many")).hasCounted(Outcome.FAILURE, 1);
		});
	}

	@Test
	void bodyIsNotRunWhileTheBreakerIsOpen() {
		this.shapes.run((context) -> {
			Breaker breaker = breaker(context.getBean(BreakerRegistry.class), "bodies");
			breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
			Shapes shapes = context.getBean(Shapes.class);

			CompletableFuture<String> later = shapes.later();
			Mono<String> mono = shapes.mono();

			assertThatThrownBy(later::join).hasCauseInstanceOf(CallRejectedException.class);
			assertThatThrownBy(mono::block).isInstanceOf(CallRejectedException.class);
			assertThat(shapes.bodies()).isZero();
		});
	}

	private static Breaker breaker(BreakerRegistry registry, String name) {
		return registry.find(name).orElseThrow();
	}

	/**
	 * An annotation of an application.
	 */
	@Retention(RetentionPolicy.RUNTIME)
	@CircuitBreaker
	@interface Guarded {

		@AliasFor(annotation = CircuitBreaker.class, attribute = "name")
		String value();

	}

	/**
	 * Guarded as an interface.
	 */
	@FunctionalInterface
	interface Remote {

		@CircuitBreaker("remote")
		String stock(String sku);

	}

	/**
	 * Guarded as a whole.
	 */
	@CircuitBreaker("whole")
	static class OnClass {

		String stock() {
			return "fine";
		}

	}

	/**
	 * Methods of many return types.
	 */
	static class Shapes {

		private final AtomicInteger bodies = new AtomicInteger();

		int bodies() {
			return this.bodies.get();
		}

		@Guarded("composed")
		String composed() {
			return "fine";
		}

		@CircuitBreaker("future")
		Future<String> future() {
			FutureTask<String> task = new FutureTask<>(() -> "future");
			task.run();
			return task;
		}

		@CircuitBreaker(name = "many", fallback = "spare")
		Flux<String> many() {
			return Flux.error(new IOException());
		}

		private Flux<String> spare() {
			return Flux.just("one", "two");
		}

		@CircuitBreaker("bodies")
		CompletableFuture<String> later() {
			this.bodies.incrementAndGet();
			return CompletableFuture.completedFuture("later");
		}

		@CircuitBreaker("bodies")
		Mono<String> mono() {
			this.bodies.incrementAndGet();
			return Mono.just("mono");
		}

	}

}
