package io.breaker.spring.order;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;

import io.breaker.Breaker;
import io.breaker.BreakerRegistry;
import io.breaker.event.Outcome;
import io.breaker.spring.CircuitBreaker;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import io.breaker.test.BreakerStates;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.Advised;
import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.aop.framework.ProxyFactoryBean;
import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.cache.concurrent.ConcurrentMapCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A bean with a cache is guarded as if it had one proxy, however many it has: a call
 * counts once, its fallbacks are asked once, and what they answer is never cached.
 */
// INV-41, INV-60
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class CacheOfTwoProxiesTests {

	private static void run(Class<?> configuration, BiConsumer<Stocks, BreakerRegistry> test) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, BreakerAutoConfiguration.class))
			.withBean(ConcurrentMapCacheManager.class)
			.withUserConfiguration(configuration)
			.run((context) -> {
				Stocks stocks = context.getBean("stocks", Stocks.class);
				assertThat(AopProxyUtils.getSingletonTarget(stocks)).isInstanceOf(Advised.class);
				test.accept(stocks, context.getBean(BreakerRegistry.class));
			});
	}

	@ParameterizedTest
	@ValueSource(classes = { ProxiedTwice.class, ProxyOfAnotherBean.class })
	void callIsCountedOnce(Class<?> configuration) {
		run(configuration, (stocks, registry) -> {
			stocks.plain("a");

			assertThat(registry.breaker("plain")).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { ProxiedTwice.class, ProxyOfAnotherBean.class })
	void oneTrialOfAHealthyCalleeIsEnough(Class<?> configuration) {
		run(configuration, (stocks, registry) -> {
			Breaker breaker = registry.breaker("plain");
			BreakerStates.halfOpen(breaker);

			assertThat(stocks.plain("a")).isEqualTo("a");

			assertThat(breaker).isRecovering().hasCounted(Outcome.REJECTED, 0);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { ProxiedTwice.class, ProxyOfAnotherBean.class })
	void hitIsServedWhileOpen(Class<?> configuration) {
		run(configuration, (stocks, registry) -> {
			stocks.cached("a");
			OrderedApplication.open(registry.breaker("cached"));

			assertThat(stocks.cached("a")).isEqualTo("a 1");

			assertThat(registry.breaker("cached")).hasCounted(Outcome.SUCCESS, 1).hasCounted(Outcome.REJECTED, 0);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { ProxiedTwice.class, ProxyOfAnotherBean.class })
	void answerOfAFallbackIsNotCached(Class<?> configuration) {
		run(configuration, (stocks, registry) -> {
			Breaker breaker = registry.breaker("cached");
			OrderedApplication.open(breaker);
			assertThat(stocks.cached("a")).isEqualTo("fallback for a");
			OrderedApplication.enforce(breaker);

			assertThat(stocks.cached("a")).isEqualTo("a 1");

			assertThat(breaker.snapshot().fallbackSuccesses()).isOne();
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { ProxiedTwice.class, ProxyOfAnotherBean.class })
	void answerForAFailureIsNotCached(Class<?> configuration) {
		run(configuration, (stocks, registry) -> {
			assertThat(stocks.onceFailing("a")).isEqualTo("fallback for a");

			assertThat(stocks.onceFailing("a")).isEqualTo("a");

			assertThat(registry.breaker("once-failing")).hasCounted(Outcome.FAILURE, 1).hasCounted(Outcome.SUCCESS, 1);
		});
	}

	@ParameterizedTest
	@ValueSource(classes = { ProxiedTwice.class, ProxyOfAnotherBean.class })
	void fallbackThatFailsIsAskedOnce(Class<?> configuration) {
		run(configuration, (stocks, registry) -> {
			assertThatThrownBy(() -> stocks.failing("a")).hasMessage("fallback failed");

			assertThat(registry.breaker("failing")).hasCounted(Outcome.FAILURE, 1);
			assertThat(registry.breaker("failing").snapshot().fallbackFailures()).isOne();
		});
	}

	/**
	 * Two creators of proxies, as where an application declares one of its own.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class ProxiedTwice {

		@Bean
		static DefaultAdvisorAutoProxyCreator creator() {
			return new DefaultAdvisorAutoProxyCreator();
		}

		@Bean
		CachedStocks stocks() {
			return new CachedStocks();
		}

	}

	/**
	 * A proxy that an application declares for a bean that has one already. What comes
	 * out of the factory is guarded, too.
	 */
	@Configuration(proxyBeanMethods = false)
	@EnableCaching
	static class ProxyOfAnotherBean {

		@Bean
		CachedStocks target() {
			return new CachedStocks();
		}

		@Bean
		ProxyFactoryBean stocks() {
			ProxyFactoryBean proxy = new ProxyFactoryBean();
			proxy.setTargetName("target");
			proxy.setInterfaces(Stocks.class);
			return proxy;
		}

	}

	interface Stocks {

		@CircuitBreaker("plain")
		String plain(String sku);

		@Cacheable("cached")
		@CircuitBreaker(name = "cached", fallback = "answer")
		String cached(String sku);

		@Cacheable("once-failing")
		@CircuitBreaker(name = "once-failing", fallback = "answer")
		String onceFailing(String sku);

		default String answer(String sku) {
			return "fallback for " + sku;
		}

		@Cacheable("failing")
		@CircuitBreaker(name = "failing", fallback = "broken")
		String failing(String sku);

		default String broken(String sku) {
			throw new IllegalStateException("fallback failed");
		}

	}

	static class CachedStocks implements Stocks {

		private final AtomicInteger calls = new AtomicInteger();

		@Override
		public String plain(String sku) {
			return sku;
		}

		@Override
		public String cached(String sku) {
			return sku + " " + this.calls.incrementAndGet();
		}

		@Override
		public String onceFailing(String sku) {
			if (this.calls.incrementAndGet() == 1) {
				throw new IllegalStateException("down");
			}
			return sku;
		}

		@Override
		public String failing(String sku) {
			throw new IllegalStateException("down");
		}

	}

}
