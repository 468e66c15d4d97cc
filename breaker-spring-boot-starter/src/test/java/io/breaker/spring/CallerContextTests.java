package io.breaker.spring;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.util.context.ContextView;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * What belongs to the thread of the caller is there in the body and in the fallback, and
 * nothing of ours stays behind.
 */
// INV-50
@Timeout(value = 60, unit = TimeUnit.SECONDS)
class CallerContextTests {

	private static final String EVERYTHING = "ann, trace 7, observed, order 12, in a transaction, thread of the caller";

	private static final ObservationRegistry OBSERVATIONS = ObservationRegistry.create();

	private static final ThreadLocal<String> CALLER = new ThreadLocal<>();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class))
		.withPropertyValues("spring.datasource.generate-unique-name=true")
		.withBean(Orders.class);

	@BeforeEach
	void prepareThread() {
		SecurityContextHolder.getContext().setAuthentication(new TestingAuthenticationToken("ann", ""));
		MDC.put("trace", "7");
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.setAttribute("order", 12);
		RequestContextHolder.setRequestAttributes(new ServletRequestAttributes(request));
		CALLER.set("thread of the caller");
		OBSERVATIONS.observationConfig().observationHandler((context) -> true);
	}

	@AfterEach
	void clearThread() {
		SecurityContextHolder.clearContext();
		MDC.clear();
		RequestContextHolder.resetRequestAttributes();
		CALLER.remove();
	}

	/**
	 * Says what the present thread knows.
	 */
	private static String present() {
		var authentication = SecurityContextHolder.getContext().getAuthentication();
		var request = RequestContextHolder.getRequestAttributes();
		return String.join(", ", (authentication != null) ? authentication.getName() : "nobody",
				"trace " + MDC.get("trace"), (OBSERVATIONS.getCurrentObservation() != null) ? "observed" : "unobserved",
				"order " + ((request != null) ? request.getAttribute("order", 0) : null),
				TransactionSynchronizationManager.isActualTransactionActive() ? "in a transaction"
						: "in no transaction",
				String.valueOf(CALLER.get()));
	}

	private static String inEverything(ApplicationContext context, ThrowingCall call) {
		Observation observation = Observation.start("test", OBSERVATIONS);
		try (Observation.Scope scope = observation.openScope()) {
			TransactionTemplate transactions = new TransactionTemplate(
					context.getBean(PlatformTransactionManager.class));
			return transactions.execute((status) -> {
				String before = present();
				String said = call.call();
				assertThat(present()).isEqualTo(before);
				return said;
			});
		}
		finally {
			observation.stop();
		}
	}

	private static Breaker open(ApplicationContext context) {
		Breaker breaker = context.getBean(BreakerRegistry.class).breaker("orders");
		breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
		return breaker;
	}

	@Test
	void bodyOfAPlainCallHasIt() {
		this.runner.run((context) -> assertThat(inEverything(context, context.getBean(Orders.class)::plain))
			.isEqualTo(EVERYTHING));
	}

	@Test
	void fallbackOfAFailedCallHasIt() {
		this.runner.run((context) -> assertThat(inEverything(context, context.getBean(Orders.class)::failing))
			.isEqualTo("fallback: " + EVERYTHING));
	}

	@Test
	void fallbackOfARejectedCallHasIt() {
		this.runner.run((context) -> {
			open(context);

			assertThat(inEverything(context, context.getBean(Orders.class)::plain))
				.isEqualTo("fallback: " + EVERYTHING);
		});
	}

	@Test
	void whatStartsAFutureHasIt() {
		this.runner.run((context) -> {
			Orders orders = context.getBean(Orders.class);

			assertThat(inEverything(context, () -> orders.future(Runnable::run, false).join())).isEqualTo(EVERYTHING);
		});
	}

	@Test
	void fallbackOfAFutureThatIsRejectedHasIt() {
		this.runner.run((context) -> {
			Orders orders = context.getBean(Orders.class);
			open(context);

			assertThat(inEverything(context, () -> orders.future(Runnable::run, false).join()))
				.isEqualTo("fallback: " + EVERYTHING);
		});
	}

	@Test
	void fallbackOfAFutureRunsWhereTheFutureFails() {
		this.runner.run((context) -> {
			Orders orders = context.getBean(Orders.class);
			AtomicReference<Runnable> work = new AtomicReference<>();

			String said = inEverything(context, () -> {
				CompletableFuture<String> later = orders.future(work::set, true);
				new Thread(work.get()).start();
				return later.join();
			});

			assertThat(said).isEqualTo("fallback: nobody, trace null, unobserved, order null, in no transaction, null");
		});
	}

	@Test
	void monoAndItsFallbackHaveTheContextOfTheSubscriber() {
		this.runner.run((context) -> {
			Orders orders = context.getBean(Orders.class);

			assertThat(orders.mono(false).contextWrite((view) -> view.put("user", "ann")).block()).isEqualTo("ann");
			assertThat(orders.mono(true).contextWrite((view) -> view.put("user", "ann")).block())
				.isEqualTo("fallback for ann");
			assertThat(orders.flux().contextWrite((view) -> view.put("user", "ben")).blockFirst()).isEqualTo("ben");
			open(context);
			assertThat(orders.mono(false).contextWrite((view) -> view.put("user", "ann")).block())
				.isEqualTo("fallback for ann");
		});
	}

	@Test
	void bodyOfAMonoRunsOnTheThreadThatSubscribes() {
		this.runner.run((context) -> {
			Orders orders = context.getBean(Orders.class);

			assertThat(inEverything(context, () -> orders.present().block())).isEqualTo(EVERYTHING);
		});
	}

	// INV-48
	@Test
	void interruptionIsNeutralAndReachesNoFallback() {
		this.runner.run((context) -> {
			Orders orders = context.getBean(Orders.class);
			Breaker breaker = context.getBean(BreakerRegistry.class).breaker("orders");
			Thread.currentThread().interrupt();

			assertThatExceptionOfType(InterruptedException.class).isThrownBy(orders::waiting);

			assertThat(Thread.interrupted()).isFalse();
			assertThat(breaker).hasCounted(Outcome.CANCELLED, 1).hasCounted(Outcome.FAILURE, 0);
		});
	}

	// INV-48
	@Test
	void flagOfTheCallerIsLeftAlone() {
		this.runner.run((context) -> {
			Orders orders = context.getBean(Orders.class);
			Thread.currentThread().interrupt();

			assertThat(orders.interrupted(false)).isEqualTo("true");
			assertThat(orders.interrupted(true)).isEqualTo("fallback: true");

			assertThat(Thread.interrupted()).isTrue();
		});
	}

	// INV-48
	@Test
	void callerThatGivesUpWaitingLeavesTheFutureAlone() {
		this.runner.run((context) -> {
			Orders orders = context.getBean(Orders.class);
			Breaker breaker = context.getBean(BreakerRegistry.class).breaker("orders");
			CountDownLatch done = new CountDownLatch(1);
			CompletableFuture<String> later = orders.future((task) -> {
			}, false);
			later.whenComplete((value, failure) -> done.countDown());

			assertThatThrownBy(() -> later.get(1, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
			Thread.currentThread().interrupt();
			assertThatThrownBy(later::get).isInstanceOf(InterruptedException.class)
				.isNotInstanceOf(ExecutionException.class);

			assertThat(done.getCount()).isOne();
			assertThat(breaker).hasCounted(Outcome.FAILURE, 0).hasCounted(Outcome.CANCELLED, 0);
			later.cancel(true);
			assertThat(breaker).hasCounted(Outcome.CANCELLED, 1);
		});
	}

	/**
	 * A call whose result tells what its thread knows.
	 */
	private interface ThrowingCall {

		String call();

	}

	static class Orders {

		@CircuitBreaker(name = "orders", fallback = "answer")
		String plain() {
			return CallerContextTests.present();
		}

		@CircuitBreaker(name = "orders", fallback = "answer")
		String failing() {
			throw new IllegalStateException("down");
		}

		@CircuitBreaker(name = "orders", fallback = "answer")
		CompletableFuture<String> future(Executor executor, boolean fails) {
			return CompletableFuture.supplyAsync(() -> {
				if (fails) {
					throw new IllegalStateException("down");
				}
				return CallerContextTests.present();
			}, executor);
		}

		private String answer() {
			return "fallback: " + CallerContextTests.present();
		}

		@CircuitBreaker(name = "orders", fallback = "answerForUser")
		Mono<String> mono(boolean fails) {
			return Mono.deferContextual((view) -> fails ? Mono.error(new IllegalStateException("down")) : user(view));
		}

		@CircuitBreaker("orders")
		Flux<String> flux() {
			return Flux.deferContextual(Orders::user);
		}

		private Mono<String> answerForUser() {
			return Mono.deferContextual(Orders::user).map((user) -> "fallback for " + user);
		}

		private static Mono<String> user(ContextView view) {
			return Mono.just(view.get("user"));
		}

		@CircuitBreaker("orders")
		Mono<String> present() {
			return Mono.just(CallerContextTests.present());
		}

		@CircuitBreaker(name = "orders", fallback = "answer")
		String waiting() throws InterruptedException {
			assertThat(new CountDownLatch(1).await(20, TimeUnit.SECONDS)).isFalse();
			return "never";
		}

		@CircuitBreaker(name = "orders", fallback = "flag")
		String interrupted(boolean fails) {
			if (fails) {
				throw new IllegalStateException("down");
			}
			return String.valueOf(Thread.currentThread().isInterrupted());
		}

		String flag(CallRejectedException rejected) {
			return "rejected";
		}

		String flag(IllegalStateException failure) {
			return "fallback: " + Thread.currentThread().isInterrupted();
		}

	}

}
