package io.breaker.spring;

import java.lang.reflect.Method;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.Async;
import org.springframework.scheduling.annotation.EnableAsync;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Which thread runs the body and the fallback: that of the caller, whatever kind it is.
 */
@Timeout(60)
class CallerThreadTests {

	private static void run(BiConsumer<Threads, BreakerRegistry> test) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
			.withUserConfiguration(WithAsync.class)
			.withPropertyValues("breaker.defaults.evidence=100000")
			.withBean(Threads.class)
			.run((context) -> test.accept(context.getBean(Threads.class), context.getBean(BreakerRegistry.class)));
	}

	@Test
	void bodyAndFallbackRunOnTheThreadOfTheCaller() {
		run((threads, registry) -> {
			assertThat(threads.body()).isSameAs(Thread.currentThread());
			assertThat(threads.fallback()).isSameAs(Thread.currentThread());
			assertThat(threads.future().join()).isSameAs(Thread.currentThread());
		});
	}

	// INV-55
	@Test
	void virtualThreadsRunBodiesAndFallbacksThemselves() {
		assumeThat(Runtime.version().feature()).as("virtual threads need JDK 21").isGreaterThanOrEqualTo(21);
		run((threads, registry) -> {
			ExecutorService callers = virtualThreads();
			List<Future<Boolean>> calls = IntStream.range(0, 1_000)
				.mapToObj((call) -> callers.submit(
						() -> threads.body() == Thread.currentThread() && threads.fallback() == Thread.currentThread()))
				.toList();
			callers.shutdown();

			assertThat(calls).allSatisfy((call) -> assertThat(call.get(30, TimeUnit.SECONDS)).isTrue());
			assertThat(registry.breaker("body")).hasCounted(Outcome.SUCCESS, 1_000);
			assertThat(registry.breaker("fallback").snapshot().fallbackSuccesses()).isEqualTo(1_000);
		});
	}

	private static ExecutorService virtualThreads() {
		try {
			Method factory = Executors.class.getMethod("newVirtualThreadPerTaskExecutor");
			return (ExecutorService) factory.invoke(null);
		}
		catch (ReflectiveOperationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	@Test
	void asynchronousMethodIsCountedWhereItRuns() {
		run((threads, registry) -> {
			assertThat(threads.later().join()).isNotSameAs(Thread.currentThread());
			assertThat(registry.breaker("later")).hasCounted(Outcome.SUCCESS, 1);

			registry.breaker("later").overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
			CompletableFuture<Thread> rejected = threads.later();

			assertThatThrownBy(rejected::join).hasRootCauseInstanceOf(CallRejectedException.class);
		});
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAsync(proxyTargetClass = true)
	static class WithAsync {

	}

	static class Threads {

		@CircuitBreaker("body")
		Thread body() {
			return Thread.currentThread();
		}

		@CircuitBreaker(name = "fallback", fallback = "answer")
		Thread fallback() {
			throw new IllegalStateException();
		}

		private Thread answer() {
			return Thread.currentThread();
		}

		@CircuitBreaker(name = "future", fallback = "answer")
		CompletableFuture<Thread> future() {
			return CompletableFuture.failedFuture(new IllegalStateException());
		}

		@Async
		@CircuitBreaker("later")
		CompletableFuture<Thread> later() {
			return CompletableFuture.completedFuture(Thread.currentThread());
		}

	}

}
