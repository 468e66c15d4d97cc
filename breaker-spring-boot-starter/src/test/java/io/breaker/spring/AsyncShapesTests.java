package io.breaker.spring;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.BreakerState;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.reactivex.rxjava3.core.Completable;
import io.reactivex.rxjava3.core.Flowable;
import io.reactivex.rxjava3.core.Maybe;
import io.reactivex.rxjava3.core.Observable;
import io.reactivex.rxjava3.core.Single;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.reactivestreams.Publisher;
import reactor.adapter.JdkFlowAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.test.StepVerifier;
import reactor.test.publisher.TestPublisher;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What all asynchronous types have in common, and what each of them promises.
 */
@Timeout(60)
class AsyncShapesTests {

	private static void run(BiConsumer<Shapes, BreakerRegistry> test) {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(BreakerAutoConfiguration.class))
			.withPropertyValues("breaker.defaults.evidence=1000")
			.withBean(Shapes.class)
			.run((context) -> test.accept(context.getBean(Shapes.class), context.getBean(BreakerRegistry.class)));
	}

	static Stream<Arguments> shapes() {
		return Stream.of(shape("future", (bean) -> bean.future(null), (value) -> get((Future<?>) value)),
				shape("stage", (bean) -> bean.stage(null),
						(value) -> get(((CompletionStage<?>) value).toCompletableFuture())),
				shape("bare", (bean) -> bean.bare(null), (value) -> get((Future<?>) value)),
				shape("mono", (bean) -> bean.mono(null), (value) -> ((Mono<?>) value).block()),
				shape("flux", (bean) -> bean.flux(null), (value) -> ((Flux<?>) value).blockLast()),
				shape("publisher", (bean) -> bean.publisher(null),
						(value) -> Flux.from((Publisher<?>) value).blockLast()),
				shape("flow", (bean) -> bean.flow(null),
						(value) -> JdkFlowAdapter.flowPublisherToFlux((Flow.Publisher<?>) value).blockLast()),
				shape("single", (bean) -> bean.single(null), (value) -> ((Single<?>) value).blockingGet()),
				shape("maybe", (bean) -> bean.maybe(null), (value) -> ((Maybe<?>) value).blockingGet()),
				shape("observable", (bean) -> bean.observable(null), (value) -> ((Observable<?>) value).blockingLast()),
				shape("flowable", (bean) -> bean.flowable(null), (value) -> ((Flowable<?>) value).blockingLast()),
				shape("completable", (bean) -> bean.completable(null), (value) -> {
					((Completable) value).blockingAwait();
					return "fine";
				}));
	}

	private static Arguments shape(String name, Function<Shapes, Object> call, Function<Object, Object> await) {
		return arguments(name, call, await);
	}

	private static Object get(Future<?> future) {
		try {
			return future.get(10, TimeUnit.SECONDS);
		}
		catch (ExecutionException ex) {
			throw new Ended(ex.getCause());
		}
		catch (Exception ex) {
			throw new Ended(ex);
		}
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource("shapes")
	void successIsCountedOnce(String name, Function<Shapes, Object> call, Function<Object, Object> await) {
		run((bean, registry) -> {
			assertThat(await.apply(call.apply(bean))).isEqualTo("fine");

			assertThat(registry.breaker(name)).hasCounted(Outcome.SUCCESS, 1);
			assertThat(registry.breaker(name).totals().attempts()).isOne();
		});
	}

	// INV-44
	@ParameterizedTest(name = "{0}")
	@MethodSource("shapes")
	void whileOpenTheBodyIsNotRunAndTheRejectionArrivesInside(String name, Function<Shapes, Object> call,
			Function<Object, Object> await) {
		run((bean, registry) -> {
			open(registry.breaker(name));

			Object returned = call.apply(bean);

			assertThatThrownBy(() -> await.apply(returned))
				.satisfies((ex) -> assertThat(rootOf(ex)).isInstanceOf(CallRejectedException.class));
			assertThat(bean.bodies()).hasValue(0);
			assertThat(registry.breaker(name).totals().rejected()).isOne();
		});
	}

	// INV-44
	@ParameterizedTest(name = "{0}")
	@MethodSource("shapes")
	void whatTheBodyThrowsArrivesInside(String name, Function<Shapes, Object> call, Function<Object, Object> await) {
		run((bean, registry) -> {
			bean.fail(new IOException("broken"));

			Object returned = call.apply(bean);

			assertThatThrownBy(() -> await.apply(returned))
				.satisfies((ex) -> assertThat(rootOf(ex)).hasMessage("broken"));
			assertThat(registry.breaker(name)).hasCounted(Outcome.FAILURE, 1);
		});
	}

	// INV-46
	@ParameterizedTest(name = "{0}")
	@MethodSource("shapes")
	void nullInsteadOfTheTypeIsAFailure(String name, Function<Shapes, Object> call, Function<Object, Object> await) {
		run((bean, registry) -> {
			bean.returnNull();

			Object returned = call.apply(bean);

			assertThatThrownBy(() -> await.apply(returned))
				.satisfies((ex) -> assertThat(rootOf(ex)).isInstanceOf(NullPointerException.class));
			assertThat(registry.breaker(name)).hasCounted(Outcome.FAILURE, 1);
		});
	}

	private static Throwable rootOf(Throwable failure) {
		Throwable root = failure;
		while (root.getCause() != null) {
			root = root.getCause();
		}
		return root;
	}

	private static void open(Breaker breaker) {
		breaker.overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
	}

	// INV-47
	@Test
	void publisherIsAdmittedWithEachSubscriptionAndRetriesAskAgain() {
		run((bean, registry) -> {
			Breaker breaker = registry.breaker("mono");
			AtomicInteger subscriptions = new AtomicInteger();
			Mono<String> mono = bean.mono(() -> Mono.defer(
					() -> (subscriptions.incrementAndGet() < 3) ? Mono.error(new IOException()) : Mono.just("third")));
			assertThat(breaker.totals().attempts()).isZero();

			assertThat(mono.retry(2).block()).isEqualTo("third");

			assertThat(breaker).hasCounted(Outcome.FAILURE, 2);
			assertThat(breaker).hasCounted(Outcome.SUCCESS, 1);
			assertThat(bean.bodies()).hasValue(3);
		});
	}

	// INV-02
	@Test
	void cancelledSubscriptionGivesItsPermitBackAtOnce() {
		run((bean, registry) -> {
			halfOpen(registry, "mono");
			halfOpen(registry, "flux");

			bean.mono(Mono::never).subscribe().dispose();
			bean.flux(Flux::never).subscribe().dispose();

			assertThat(registry.breaker("mono")).hasCounted(Outcome.CANCELLED, 1);
			assertThat(registry.breaker("flux")).hasCounted(Outcome.CANCELLED, 1);
			assertThat(bean.mono(null).block()).isEqualTo("fine");
			assertThat(bean.flux(null).blockLast()).isEqualTo("fine");
		});
	}

	// INV-03
	@Test
	void subscriberWhoHasSeenEnoughOfAStreamIsNoCancellation() {
		run((bean, registry) -> {
			halfOpen(registry, "flux");
			halfOpen(registry, "observable");

			assertThat(bean.flux(() -> Flux.just("one", "two")).next().block()).isEqualTo("one");
			bean.observable(() -> Observable.just("one", "two").concatWith(Observable.never()))
				.take(1)
				.blockingSubscribe();

			assertThat(registry.breaker("flux")).hasCounted(Outcome.SUCCESS, 1).isRecovering();
			assertThat(registry.breaker("observable")).hasCounted(Outcome.SUCCESS, 1).isRecovering();
		});
	}

	// INV-02
	@Test
	void cancelledFutureGivesItsPermitBackAtOnceAndCancelsTheCall() {
		run((bean, registry) -> {
			halfOpen(registry, "future");
			halfOpen(registry, "with-fallback");
			halfOpen(registry, "bare");
			CompletableFuture<String> call = new CompletableFuture<>();
			CompletableFuture<String> second = new CompletableFuture<>();
			CompletableFuture<String> third = new CompletableFuture<>();

			bean.future(() -> call).cancel(true);
			bean.withFallback(() -> second).cancel(true);
			bean.bare(() -> third).cancel(true);

			assertThat(registry.breaker("future")).hasCounted(Outcome.CANCELLED, 1);
			assertThat(registry.breaker("with-fallback")).hasCounted(Outcome.CANCELLED, 1);
			assertThat(registry.breaker("bare")).hasCounted(Outcome.CANCELLED, 1);
			assertThat(List.of(call, second, third)).allMatch(Future::isCancelled);
			assertThat(bean.future(null)).isCompletedWithValue("fine");
			assertThat(bean.withFallback(null)).isCompletedWithValue("fine");
		});
	}

	private static void halfOpen(BreakerRegistry registry, String name) {
		Breaker breaker = registry.breaker(name);
		breaker.moveTo(BreakerState.OPEN, Intervention.by("test"));
		breaker.moveTo(BreakerState.HALF_OPEN, Intervention.by("test"));
	}

	@Test
	void futureThatATimeOutEndedIsNoLongerWaitedFor() {
		run((bean, registry) -> {
			CompletableFuture<String> returned = bean.withFallback(CompletableFuture::new);

			returned.completeExceptionally(new TimeoutException());

			assertThat(registry.breaker("with-fallback")).hasCounted(Outcome.FAILURE, 1);
			assertThat(registry.breaker("with-fallback").snapshot().fallbackSuccesses()).isZero();
		});
	}

	@Test
	void bareFutureAsksItsFallbackOnceHoweverOftenItIsAsked() {
		run((bean, registry) -> {
			Future<String> returned = bean
				.bareWithFallback(() -> CompletableFuture.failedFuture(new IOException("broken")));

			assertThat(get(returned)).isEqualTo("spare");
			assertThat(get(returned)).isEqualTo("spare");

			assertThat(registry.breaker("bare-with-fallback").snapshot().fallbackSuccesses()).isOne();
			assertThat(registry.breaker("bare-with-fallback")).hasCounted(Outcome.FAILURE, 1);
		});
	}

	@Test
	void bareFutureThatSomebodyCancelledIsNeutral() {
		run((bean, registry) -> {
			CompletableFuture<String> call = new CompletableFuture<>();
			Future<String> returned = bean.bare(() -> call);
			call.cancel(true);

			assertThatThrownBy(returned::get).isInstanceOf(CancellationException.class);
			assertThat(registry.breaker("bare")).hasCounted(Outcome.CANCELLED, 1);
		});
	}

	@Test
	void failureAfterTheFirstElementReachesTheSubscriber() {
		run((bean, registry) -> {
			Flux<String> early = bean.fluxWithFallback(() -> Flux.error(new IOException("early")));
			Flux<String> late = bean
				.fluxWithFallback(() -> Flux.concat(Flux.just("one"), Flux.error(new IOException("late"))));

			StepVerifier.create(early).expectNext("spare").verifyComplete();
			StepVerifier.create(late).expectNext("one").verifyErrorMessage("late");

			assertThat(registry.breaker("flux-with-fallback")).hasCounted(Outcome.FAILURE, 2);
			assertThat(registry.breaker("flux-with-fallback").snapshot().fallbackSuccesses()).isOne();
		});
	}

	@Test
	void backpressureIsKept() {
		run((bean, registry) -> {
			TestPublisher<String> source = TestPublisher.create();

			StepVerifier.create(bean.fluxWithFallback(source::flux), 0)
				.then(() -> source.assertNoRequestOverflow())
				.thenRequest(1)
				.then(() -> source.assertMinRequested(1).next("one"))
				.expectNext("one")
				.then(() -> source.assertMaxRequested(1))
				.thenCancel()
				.verify();
		});
	}

	@Test
	void contextOfReactorReachesBodyAndFallback() {
		run((bean, registry) -> {
			Mono<String> body = bean.mono(() -> Mono.deferContextual((context) -> Mono.just(context.get("user"))));
			Mono<String> fallback = bean.monoWithFallback(() -> Mono.error(new IOException()));

			assertThat(body.contextWrite((context) -> context.put("user", "ada")).block()).isEqualTo("ada");
			assertThat(fallback.contextWrite((context) -> context.put("user", "ada")).block()).isEqualTo("spare ada");
		});
	}

	@Test
	void emptyMonoIsASuccess() {
		run((bean, registry) -> {
			assertThat(bean.mono(Mono::empty).blockOptional()).isEmpty();

			assertThat(registry.breaker("mono")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	/**
	 * Carries what a future ended with.
	 */
	private static final class Ended extends RuntimeException {

		private static final long serialVersionUID = 1L;

		Ended(Throwable cause) {
			super(cause);
		}

	}

	/**
	 * A method of each type. What it is given says what it returns.
	 */
	static class Shapes {

		private final AtomicInteger bodies = new AtomicInteger();

		private volatile Exception thrown;

		private volatile boolean returnsNull;

		AtomicInteger bodies() {
			return this.bodies;
		}

		void fail(Exception thrown) {
			this.thrown = thrown;
		}

		void returnNull() {
			this.returnsNull = true;
		}

		private <T> T body(Supplier<? extends T> given, T otherwise) throws Exception {
			this.bodies.incrementAndGet();
			if (this.thrown != null) {
				throw this.thrown;
			}
			return this.returnsNull ? null : (given != null) ? given.get() : otherwise;
		}

		private <T> T sneaky(Supplier<? extends T> given, T otherwise) {
			try {
				return body(given, otherwise);
			}
			catch (RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}

		@CircuitBreaker("future")
		CompletableFuture<String> future(Supplier<CompletableFuture<String>> given) {
			return sneaky(given, CompletableFuture.completedFuture("fine"));
		}

		@CircuitBreaker(name = "with-fallback", fallback = "spareValue")
		CompletableFuture<String> withFallback(Supplier<CompletableFuture<String>> given) {
			return sneaky(given, CompletableFuture.completedFuture("fine"));
		}

		@CircuitBreaker("stage")
		CompletionStage<String> stage(Supplier<CompletionStage<String>> given) {
			return sneaky(given, CompletableFuture.completedStage("fine"));
		}

		@CircuitBreaker("bare")
		Future<String> bare(Supplier<Future<String>> given) {
			return sneaky(given, CompletableFuture.completedFuture("fine"));
		}

		@CircuitBreaker(name = "bare-with-fallback", fallback = "spareValue")
		Future<String> bareWithFallback(Supplier<Future<String>> given) {
			return sneaky(given, CompletableFuture.completedFuture("fine"));
		}

		@CircuitBreaker("mono")
		Mono<String> mono(Supplier<Mono<String>> given) {
			return sneaky(given, Mono.just("fine"));
		}

		@CircuitBreaker(name = "mono-with-fallback", fallback = "spareMono")
		Mono<String> monoWithFallback(Supplier<Mono<String>> given) {
			return sneaky(given, Mono.just("fine"));
		}

		@CircuitBreaker("flux")
		Flux<String> flux(Supplier<Flux<String>> given) {
			return sneaky(given, Flux.just("fine"));
		}

		@CircuitBreaker(name = "flux-with-fallback", fallback = "spareMono")
		Flux<String> fluxWithFallback(Supplier<Flux<String>> given) {
			return sneaky(given, Flux.just("fine"));
		}

		@CircuitBreaker("publisher")
		Publisher<String> publisher(Supplier<Publisher<String>> given) {
			return sneaky(given, Flux.just("fine"));
		}

		@CircuitBreaker("flow")
		Flow.Publisher<String> flow(Supplier<Flow.Publisher<String>> given) {
			return sneaky(given, JdkFlowAdapter.publisherToFlowPublisher(Flux.just("fine")));
		}

		@CircuitBreaker("single")
		Single<String> single(Supplier<Single<String>> given) {
			return sneaky(given, Single.just("fine"));
		}

		@CircuitBreaker("maybe")
		Maybe<String> maybe(Supplier<Maybe<String>> given) {
			return sneaky(given, Maybe.just("fine"));
		}

		@CircuitBreaker("observable")
		Observable<String> observable(Supplier<Observable<String>> given) {
			return sneaky(given, Observable.just("fine"));
		}

		@CircuitBreaker("flowable")
		Flowable<String> flowable(Supplier<Flowable<String>> given) {
			return sneaky(given, Flowable.just("fine"));
		}

		@CircuitBreaker("completable")
		Completable completable(Supplier<Completable> given) {
			return sneaky(given, Completable.complete());
		}

		private String spareValue() {
			return "spare";
		}

		private Mono<String> spareMono() {
			return Mono.deferContextual(
					(context) -> Mono.just(context.hasKey("user") ? "spare " + context.get("user") : "spare"));
		}

	}

}
