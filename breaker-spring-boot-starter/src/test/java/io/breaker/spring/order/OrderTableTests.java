package io.breaker.spring.order;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import io.breaker.spring.CircuitBreaker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.aop.Advisor;
import org.springframework.aop.framework.Advised;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.resilience.annotation.ConcurrencyLimit;
import org.springframework.resilience.annotation.Retryable;
import org.springframework.scheduling.annotation.Async;
import org.springframework.security.access.prepost.PostAuthorize;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which aspect is around which, in one list. What that means is tested pair by pair in
 * the other classes of this package.
 */
// INV-60
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class OrderTableTests {

	@Test
	void everyAspectHasItsPlace() {
		try (ConfigurableApplicationContext context = OrderedApplication.start(All.class)) {
			assertThat(chain(context.getBean(All.class))).containsExactly("AnnotationAsyncExecutionInterceptor",
					"ConcurrencyLimitInterceptor", "RetryAnnotationInterceptor", "security 200", "security 500",
					"OuterFallback", "CacheInterceptor", "BreakerInterceptor", "TransactionInterceptor");
		}
	}

	@Test
	void placeOfOneChoosingIsKept() {
		try (ConfigurableApplicationContext context = OrderedApplication.start(All.class, "breaker.aspect-order=300")) {
			assertThat(chain(context.getBean(All.class))).containsSubsequence("RetryAnnotationInterceptor",
					"security 200", "BreakerInterceptor", "security 500", "CacheInterceptor");
		}
	}

	@Test
	void cacheWithAnOrderOfItsOwnStaysInside() {
		try (ConfigurableApplicationContext context = OrderedApplication.start(Inside.class)) {
			assertThat(chain(context.getBean(Inside.class))).containsSubsequence("BreakerInterceptor",
					"CacheInterceptor");
		}
	}

	private static List<String> chain(Object bean) {
		return Stream.of(((Advised) bean).getAdvisors()).map(OrderTableTests::name).toList();
	}

	private static String name(Advisor advisor) {
		String advice = advisor.getAdvice().getClass().getSimpleName();
		return advice.equals("DeferringMethodInterceptor") ? "security " + ((Ordered) advisor).getOrder() : advice;
	}

	static class All {

		@Async
		@ConcurrencyLimit(10)
		@Retryable(excludes = RuntimeException.class)
		@PreAuthorize("permitAll()")
		@PostAuthorize("permitAll()")
		@Cacheable("stocks")
		@Transactional
		@CircuitBreaker("all")
		CompletableFuture<String> stock(String sku) {
			return CompletableFuture.completedFuture(sku);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@EnableCaching(order = Ordered.LOWEST_PRECEDENCE - 50)
	static class Inside {

		@Cacheable("stocks")
		@CircuitBreaker("inside")
		String stock(String sku) {
			return sku;
		}

	}

}
