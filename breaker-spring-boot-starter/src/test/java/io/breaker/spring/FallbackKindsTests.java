package io.breaker.spring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import io.breaker.BreakerRegistry;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.reactivex.rxjava3.core.Single;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Kinds of fallbacks, and what becomes of those that fail.
 */
// INV-57, INV-58
@Timeout(60)
class FallbackKindsTests {

	private static void run(BiConsumer<Shop, BreakerRegistry> test) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, BreakerAutoConfiguration.class))
			.withPropertyValues("breaker.defaults.evidence=100000")
			.withBean("shop", Shop.class)
			.withBean("lazySpare", Spare.class, Spare::new, (definition) -> definition.setLazyInit(true))
			.withBean("prototypeSpare", Spare.class, Spare::new,
					(definition) -> definition.setScope(BeanDefinition.SCOPE_PROTOTYPE))
			.withBean("proxiedSpare", Answers.class, () -> (Answers) new ProxyFactory(new Spare()).getProxy())
			.run((context) -> {
				Spare.made.set(0);
				test.accept(context.getBean(Shop.class), context.getBean(BreakerRegistry.class));
			});
	}

	@Test
	void parametersAreFilledByNameAndByType() {
		run((shop, registry) -> {
			assertThat(shop.byName("sku", "shop", 3)).isEqualTo("shop/3");
			assertThat(shop.boxed(1, 2L)).isEqualTo("1+2");
			assertThat(shop.varargs("a", "b")).isEqualTo("[a, b]");
		});
	}

	@Test
	void inheritedInterfaceDefaultAndStaticFallbacksAnswer() {
		run((shop, registry) -> {
			assertThat(shop.inherited("sku")).isEqualTo("base field sku");
			assertThat(shop.byDefault("sku")).isEqualTo("default sku");
			assertThat(shop.byStatic("sku")).isEqualTo("static sku");
		});
	}

	@Test
	void fallbackMayHaveTheNameOfTheGuardedMethod() {
		run((shop, registry) -> assertThat(shop.same("sku")).isEqualTo("same sku"));
	}

	@Test
	void fallbackOfALazyBeanIsAskedForLate() {
		run((shop, registry) -> {
			assertThat(Spare.made).hasValue(0);

			assertThat(shop.lazySpare("sku")).isEqualTo("spare sku");
			assertThat(shop.lazySpare("sku")).isEqualTo("spare sku");

			assertThat(Spare.made).hasValue(1);
		});
	}

	@Test
	void fallbackOfAPrototypeIsANewOneEachTime() {
		run((shop, registry) -> {
			shop.prototypeSpare("sku");
			shop.prototypeSpare("sku");

			assertThat(Spare.made).hasValue(2);
		});
	}

	@Test
	void fallbackOfAProxiedBeanAnswers() {
		run((shop, registry) -> assertThat(shop.proxiedSpare("sku")).isEqualTo("spare sku"));
	}

	@Test
	void fallbackThatIsGuardedItselfGoesStraightToItsBody() {
		run((shop, registry) -> {
			assertThat(shop.guardedFallback("sku")).isEqualTo("guarded sku");

			assertThat(registry.breaker("guarded")).hasCounted(Outcome.SUCCESS, 0);
		});
	}

	@Test
	void genericAndOptionalResultsFallBack() {
		run((shop, registry) -> {
			assertThat(shop.list("sku")).containsExactly("sku");
			assertThat(shop.optional()).contains("spare");
			assertThat(shop.number()).isEqualTo(7);
		});
	}

	@Test
	void nullForAPrimitiveFailsClearly() {
		run((shop, registry) -> {
			assertThatThrownBy(shop::primitive).isInstanceOf(IllegalStateException.class)
				.hasMessageContaining("must be a value of type int but was null")
				.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement().isInstanceOf(IOException.class));
			assertThat(registry.breaker("primitive").snapshot().fallbackFailures()).isOne();
		});
	}

	@Test
	void checkedExceptionReachesTheCallerAsItIs() {
		run((shop, registry) -> {
			IOException original = new IOException("mine");

			assertThatThrownBy(() -> shop.checked(original)).isSameAs(original);
		});
	}

	@Test
	void asynchronousAnswersStandForAnyShape() {
		run((shop, registry) -> {
			assertThat(shop.plainByMono()).isEqualTo("mono");
			assertThat(shop.plainBySingle()).isEqualTo("single");
			assertThat(shop.futureByMono().join()).isEqualTo("mono");
			assertThat(shop.monoByPlain().block()).isEqualTo("plain");
			assertThat(shop.monoByFuture().block()).isEqualTo("future");
			assertThat(shop.fluxByPlain().collectList().block()).containsExactly("plain");
			assertThat(shop.singleByPlain().blockingGet()).isEqualTo("plain");
			shop.voidByFuture();
		});
	}

	@Test
	void fallbackThatFailsLaterIsFollowedByTheNext() {
		run((shop, registry) -> {
			assertThat(shop.futureChain().join()).isEqualTo("plain");
			assertThat(shop.monoChain().block()).isEqualTo("plain");
			assertThat(shop.plainChain()).isEqualTo("plain");

			for (String name : List.of("future-chain", "mono-chain", "plain-chain")) {
				assertThat(registry.breaker(name).snapshot().fallbackFailures()).as(name).isOne();
				assertThat(registry.breaker(name).snapshot().fallbackSuccesses()).as(name).isOne();
			}
		});
	}

	@Test
	void fallbackThatFailsLaterCarriesTheOriginal() {
		run((shop, registry) -> {
			assertThatThrownBy(() -> shop.futureLate().join()).cause().satisfies(FallbackKindsTests::isLateFailure);
			assertThatThrownBy(() -> shop.monoLate().toFuture().join()).cause()
				.satisfies(FallbackKindsTests::isLateFailure);
			assertThatThrownBy(shop::plainLate).satisfies(FallbackKindsTests::isLateFailure);
		});
	}

	private static void isLateFailure(Throwable thrown) {
		assertThat(thrown).hasMessage("late");
		assertThat(thrown.getSuppressed()).singleElement().isInstanceOf(IOException.class);
	}

	@Test
	void fallbackThatRethrowsTheOriginalOrItsCauseClosesNoCircle() {
		run((shop, registry) -> {
			UncheckedIOException original = new UncheckedIOException(new IOException("cause"));

			assertThatThrownBy(() -> shop.rethrowing(original)).isSameAs(original);
			assertThat(original.getSuppressed()).isEmpty();

			assertThatThrownBy(() -> shop.unwrapping(original)).isSameAs(original.getCause());
			assertThat(original.getCause().getSuppressed()).isEmpty();
		});
	}

	// INV-27
	@Test
	void exceptionThatIsThrownAgainAndAgainDoesNotGrow() {
		run((shop, registry) -> {
			for (int i = 0; i < 100; i++) {
				assertThatThrownBy(shop::constant).isSameAs(Shop.CONSTANT);
			}

			assertThat(Shop.CONSTANT.getSuppressed()).hasSizeLessThan(10);
		});
	}

	@Test
	void errorOfAFallbackIsNotHiddenByTheNext() {
		run((shop, registry) -> assertThatThrownBy(shop::errorInChain).isInstanceOf(StackOverflowError.class)
			.satisfies((ex) -> assertThat(ex.getSuppressed()).singleElement().isInstanceOf(IOException.class)));
	}

	// INV-48
	@Test
	void interruptionReachesTheCallerAndNoFallback() {
		run((shop, registry) -> {
			assertThatThrownBy(shop::interrupted).isInstanceOf(InterruptedException.class);
			assertThat(Thread.interrupted()).as("the flag that the body set").isTrue();
			assertThat(registry.breaker("interrupted").snapshot().fallbackSuccesses()).isZero();
			assertThat(registry.breaker("interrupted")).hasCounted(Outcome.CANCELLED, 1);
		});
	}

	@Test
	void answersAreCounted() {
		run((shop, registry) -> {
			shop.byStatic("sku");
			shop.byStatic("sku");
			registry.breaker("static").overrideMode(BreakerMode.FORCED_OPEN, Intervention.by("test"));
			shop.byStatic("sku");

			assertThat(registry.breaker("static").snapshot().fallbackSuccesses()).isEqualTo(3);
			assertThat(registry.breaker("static").snapshot().fallbackFailures()).isZero();
		});
	}

	@Test
	void privateFallbackAnswersEightThreadsEachWithItsOwnArguments() {
		run((shop, registry) -> {
			ExecutorService callers = Executors.newFixedThreadPool(8);
			List<Callable<Boolean>> calls = IntStream.range(0, 8)
				.<Callable<Boolean>>mapToObj((thread) -> () -> IntStream.range(0, 2_000)
					.mapToObj((call) -> thread + "-" + call)
					.allMatch((sku) -> shop.byName(sku, sku, 1).equals(sku + "/1")))
				.toList();
			try {
				for (var right : callers.invokeAll(calls, 40, TimeUnit.SECONDS)) {
					assertThat(right.get()).isTrue();
				}
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
			finally {
				callers.shutdownNow();
			}
			assertThat(registry.breaker("by-name").snapshot().fallbackSuccesses()).isEqualTo(16_000);
		});
	}

	interface Answers {

		String answer(String sku);

	}

	static class Spare implements Answers {

		static final AtomicInteger made = new AtomicInteger();

		Spare() {
			made.incrementAndGet();
		}

		@Override
		public String answer(String sku) {
			return "spare " + sku;
		}

	}

	interface WithDefault {

		default String defaultAnswer(String sku) {
			return "default " + sku;
		}

	}

	static class Base {

		private final StringBuilder field = new StringBuilder("base field ");

		protected String inheritedAnswer(String sku) {
			return this.field + sku;
		}

	}

	/**
	 * Methods that fail, and what answers for them.
	 */
	static class Shop extends Base implements WithDefault {

		static final IllegalArgumentException CONSTANT = new IllegalArgumentException("constant");

		private static <T> T broken() {
			throw new IllegalStateException("broken");
		}

		@CircuitBreaker(name = "by-name", fallback = "named")
		String byName(String sku, String shop, int count) {
			return broken();
		}

		private String named(int number, String shop) {
			return shop + "/" + number;
		}

		@CircuitBreaker(name = "boxed", fallback = "sum")
		String boxed(int one, Long two) {
			return broken();
		}

		private String sum(Integer one, long two) {
			return one + "+" + two;
		}

		@CircuitBreaker(name = "varargs", fallback = "joined")
		String varargs(String... keys) {
			return broken();
		}

		private String joined(String... keys) {
			return Arrays.toString(keys);
		}

		@CircuitBreaker(name = "inherited", fallback = "inheritedAnswer")
		String inherited(String sku) {
			return broken();
		}

		@CircuitBreaker(name = "default", fallback = "defaultAnswer")
		String byDefault(String sku) {
			return broken();
		}

		@CircuitBreaker(name = "static", fallback = "staticAnswer")
		String byStatic(String sku) {
			return broken();
		}

		private static String staticAnswer(String sku) {
			return "static " + sku;
		}

		@CircuitBreaker(name = "same", fallback = "same")
		String same(String sku) {
			return broken();
		}

		private String same(String sku, Exception failure) {
			return "same " + sku;
		}

		@CircuitBreaker(name = "lazy", fallback = "lazySpare::answer")
		String lazySpare(String sku) {
			return broken();
		}

		@CircuitBreaker(name = "prototype", fallback = "prototypeSpare::answer")
		String prototypeSpare(String sku) {
			return broken();
		}

		@CircuitBreaker(name = "proxied", fallback = "proxiedSpare::answer")
		String proxiedSpare(String sku) {
			return broken();
		}

		@CircuitBreaker(name = "guarded-fallback", fallback = "guarded")
		String guardedFallback(String sku) {
			return broken();
		}

		@CircuitBreaker("guarded")
		String guarded(String sku) {
			return "guarded " + sku;
		}

		@CircuitBreaker(name = "list", fallback = "listOf")
		List<String> list(String sku) {
			return broken();
		}

		private <T> List<T> listOf(T sku) {
			return List.of(sku);
		}

		@CircuitBreaker(name = "optional", fallback = "spareOptional")
		Optional<String> optional() {
			return broken();
		}

		private Optional<String> spareOptional() {
			return Optional.of("spare");
		}

		@CircuitBreaker(name = "number", fallback = "boxedNumber")
		int number() {
			return Shop.<Integer>broken();
		}

		private Integer boxedNumber() {
			return 7;
		}

		@CircuitBreaker(name = "primitive", fallback = "noNumber")
		int primitive() throws IOException {
			throw new IOException();
		}

		private Integer noNumber() {
			return null;
		}

		@CircuitBreaker(name = "checked", fallback = "whenRejected")
		String checked(Exception failure) throws Exception {
			throw failure;
		}

		private String whenRejected(CallRejectedException rejected) {
			return "rejected";
		}

		@CircuitBreaker(name = "plain-by-mono", fallback = "mono")
		String plainByMono() {
			return broken();
		}

		@CircuitBreaker(name = "plain-by-single", fallback = "single")
		String plainBySingle() {
			return broken();
		}

		@CircuitBreaker(name = "future-by-mono", fallback = "mono")
		CompletableFuture<String> futureByMono() {
			return broken();
		}

		@CircuitBreaker(name = "mono-by-plain", fallback = "plain")
		Mono<String> monoByPlain() {
			return broken();
		}

		@CircuitBreaker(name = "mono-by-future", fallback = "future")
		Mono<String> monoByFuture() {
			return broken();
		}

		@CircuitBreaker(name = "flux-by-plain", fallback = "plain")
		Flux<String> fluxByPlain() {
			return broken();
		}

		@CircuitBreaker(name = "single-by-plain", fallback = "plain")
		Single<String> singleByPlain() {
			return broken();
		}

		@CircuitBreaker(name = "void-by-future", fallback = "future")
		void voidByFuture() {
			broken();
		}

		private String plain() {
			return "plain";
		}

		private CompletableFuture<String> future() {
			return CompletableFuture.completedFuture("future");
		}

		private Mono<String> mono() {
			return Mono.just("mono");
		}

		private Single<String> single() {
			return Single.just("single");
		}

		@CircuitBreaker(name = "future-chain", fallback = { "lateFuture", "plain" })
		CompletableFuture<String> futureChain() {
			return broken();
		}

		@CircuitBreaker(name = "mono-chain", fallback = { "lateFuture", "plain" })
		Mono<String> monoChain() {
			return broken();
		}

		@CircuitBreaker(name = "plain-chain", fallback = { "lateFuture", "plain" })
		String plainChain() {
			return broken();
		}

		@CircuitBreaker(name = "future-late", fallback = "lateFuture")
		CompletableFuture<String> futureLate() throws IOException {
			throw new IOException();
		}

		@CircuitBreaker(name = "mono-late", fallback = "lateFuture")
		Mono<String> monoLate() throws IOException {
			throw new IOException();
		}

		@CircuitBreaker(name = "plain-late", fallback = "lateFuture")
		String plainLate() throws IOException {
			throw new IOException();
		}

		private CompletableFuture<String> lateFuture() {
			return CompletableFuture.failedFuture(new IllegalArgumentException("late"));
		}

		@CircuitBreaker(name = "rethrowing", fallback = { "lateThrow", "rethrow" })
		String rethrowing(RuntimeException failure) {
			throw failure;
		}

		private String lateThrow() {
			throw new IllegalArgumentException("first");
		}

		private String rethrow(RuntimeException failure) {
			throw failure;
		}

		@CircuitBreaker(name = "unwrapping", fallback = "unwrap")
		String unwrapping(UncheckedIOException failure) throws IOException {
			throw failure;
		}

		private String unwrap(UncheckedIOException failure) throws IOException {
			throw failure.getCause();
		}

		@CircuitBreaker(name = "constant", fallback = "throwConstant")
		String constant() {
			return broken();
		}

		private String throwConstant() {
			throw CONSTANT;
		}

		@CircuitBreaker(name = "error-in-chain", fallback = { "overflow", "plain" })
		String errorInChain() throws IOException {
			throw new IOException();
		}

		private String overflow() {
			throw new StackOverflowError();
		}

		@CircuitBreaker(name = "interrupted", fallback = "plain")
		String interrupted() throws InterruptedException {
			Thread.currentThread().interrupt();
			throw new InterruptedException();
		}

	}

}
