package io.breaker.spring.order;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.breaker.Breaker;
import io.breaker.CallRejectedException;
import io.breaker.config.BreakerMode;
import io.breaker.config.Intervention;
import io.breaker.event.Outcome;
import io.breaker.spring.CircuitBreaker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import org.springframework.cache.CacheManager;
import org.springframework.cache.annotation.CacheEvict;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.context.ConfigurableApplicationContext;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Fallback(Cache(Breaker(call))): what is cached is served whatever the state, and only
 * what the callee answered is cached.
 */
// INV-60, INV-41
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CacheOrderTests {

	private ConfigurableApplicationContext context;

	private Inventory inventory;

	@BeforeEach
	void start() {
		this.context = OrderedApplication.start(Inventory.class,
				"breaker.instances.ignoring.ignore=java.lang.IllegalArgumentException");
		this.inventory = this.context.getBean(Inventory.class);
	}

	@AfterEach
	void close() {
		this.context.close();
	}

	private Breaker breaker(String name) {
		return OrderedApplication.breaker(this.context, name);
	}

	@Test
	void hitIsServedWhileOpen() {
		assertThat(this.inventory.stock("a")).isEqualTo("a 1");
		OrderedApplication.open(breaker("stock"));

		assertThat(this.inventory.stock("a")).isEqualTo("a 1");
		assertThatExceptionOfType(CallRejectedException.class).isThrownBy(() -> this.inventory.stock("b"));

		assertThat(breaker("stock")).hasCounted(Outcome.SUCCESS, 1).hasCounted(Outcome.REJECTED, 1);
	}

	@Test
	void hitIsNoCall() {
		for (int i = 0; i < 5; i++) {
			assertThat(this.inventory.stock("a")).isEqualTo("a 1");
		}

		assertThat(breaker("stock")).hasCounted(Outcome.SUCCESS, 1);
	}

	@Test
	void answerOfAFallbackIsNotCached() {
		OrderedApplication.open(breaker("answered"));
		assertThat(this.inventory.answered("a")).isEqualTo("fallback for a");
		breaker("answered").overrideMode(BreakerMode.ENFORCE, Intervention.by("test"));

		assertThat(this.inventory.answered("a")).isEqualTo("a");

		assertThat(breaker("answered").snapshot().fallbackSuccesses()).isOne();
	}

	@Test
	void fallbackAnswersForAFailureOfTheCallee() {
		assertThat(this.inventory.failing("a")).isEqualTo("fallback for a");

		assertThat(breaker("failing")).hasCounted(Outcome.FAILURE, 1);
		assertThat(this.context.getBean(CacheManager.class).getCache("failing").get("a")).isNull();
	}

	@Test
	void ignoredExceptionReachesNoFallback() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> this.inventory.ignoring("a"));

		assertThat(breaker("ignoring")).hasCounted(Outcome.IGNORED, 1).hasCounted(Outcome.FAILURE, 0);
	}

	@Test
	void synchronizedCacheServesWhileOpen() {
		assertThat(this.inventory.synchronizing("a")).isEqualTo("a");
		OrderedApplication.open(breaker("synchronizing"));

		assertThat(this.inventory.synchronizing("a")).isEqualTo("a");
		assertThat(this.inventory.synchronizing("b")).isEqualTo("fallback for b");

		assertThat(breaker("synchronizing")).hasCounted(Outcome.SUCCESS, 1).hasCounted(Outcome.REJECTED, 1);
	}

	@Test
	void futureThatIsCachedIsServedWhileOpen() {
		assertThat(this.inventory.future("a").join()).isEqualTo("a");
		OrderedApplication.open(breaker("future"));

		assertThat(this.inventory.future("a").join()).isEqualTo("a");
		assertThat(this.inventory.future("b").join()).isEqualTo("fallback for b");

		assertThat(breaker("future")).hasCounted(Outcome.SUCCESS, 1).hasCounted(Outcome.REJECTED, 1);
	}

	@Test
	void monoThatIsCachedIsServedWhileOpen() {
		assertThat(this.inventory.mono("a").block()).isEqualTo("a");
		OrderedApplication.open(breaker("mono"));

		assertThat(this.inventory.mono("a").block()).isEqualTo("a");
		assertThat(this.inventory.mono("b").block()).isEqualTo("fallback for b");

		assertThat(breaker("mono")).hasCounted(Outcome.SUCCESS, 1).hasCounted(Outcome.REJECTED, 1);
	}

	@Test
	void rejectedEvictionLeavesTheCacheAlone() {
		assertThat(this.inventory.stock("a")).isEqualTo("a 1");
		OrderedApplication.open(breaker("evict"));

		assertThatThrownBy(() -> this.inventory.evict("a")).isInstanceOf(CallRejectedException.class);

		assertThat(this.inventory.stock("a")).isEqualTo("a 1");
	}

	static class Inventory {

		private final AtomicInteger calls = new AtomicInteger();

		@Cacheable("stock")
		@CircuitBreaker("stock")
		String stock(String sku) {
			return sku + " " + this.calls.incrementAndGet();
		}

		@CacheEvict("stock")
		@CircuitBreaker("evict")
		void evict(String sku) {
		}

		@Cacheable("answered")
		@CircuitBreaker(name = "answered", fallback = "answer")
		String answered(String sku) {
			return sku;
		}

		@Cacheable("failing")
		@CircuitBreaker(name = "failing", fallback = "answer")
		String failing(String sku) {
			throw new IllegalStateException("down");
		}

		@Cacheable("ignoring")
		@CircuitBreaker(name = "ignoring", fallback = "answer")
		String ignoring(String sku) {
			throw new IllegalArgumentException(sku);
		}

		@Cacheable(cacheNames = "synchronizing", sync = true)
		@CircuitBreaker(name = "synchronizing", fallback = "answer")
		String synchronizing(String sku) {
			return sku;
		}

		@Cacheable("future")
		@CircuitBreaker(name = "future", fallback = "answer")
		CompletableFuture<String> future(String sku) {
			return CompletableFuture.completedFuture(sku);
		}

		@Cacheable("mono")
		@CircuitBreaker(name = "mono", fallback = "answer")
		Mono<String> mono(String sku) {
			return Mono.just(sku);
		}

		String answer(String sku) {
			return "fallback for " + sku;
		}

	}

}
