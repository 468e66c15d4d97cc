package io.breaker.spring;

import io.breaker.BreakerRegistry;
import io.breaker.event.Outcome;
import io.breaker.spring.autoconfigure.BreakerAutoConfiguration;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.aop.framework.autoproxy.DefaultAdvisorAutoProxyCreator;
import org.springframework.aop.support.AopUtils;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.aop.AopAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.DependsOn;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;

import static io.breaker.test.BreakerAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * A fallback of a bean whose proxy has only its interfaces: what is in one of them goes
 * through the proxy, the rest is called on the bean, whichever of the two beans is first.
 */
// INV-57
@Timeout(60)
class FallbackBehindInterfaceTests {

	@ParameterizedTest
	@ValueSource(classes = { SparesFirst.class, SparesLater.class, SparesTwice.class, SparesScoped.class })
	void fallbackBehindAnInterfaceAnswers(Class<?> configuration) {
		new ApplicationContextRunner()
			.withConfiguration(AutoConfigurations.of(AopAutoConfiguration.class, BreakerAutoConfiguration.class))
			.withPropertyValues("spring.aop.proxy-target-class=false")
			.withUserConfiguration(configuration)
			.run((context) -> {
				assertThat(AopUtils.isJdkDynamicProxy(context.getBean("spares"))).isTrue();
				Shop shop = context.getBean("shop", Shop.class);

				assertThat(shop.byInterface("sku")).isEqualTo("guarded sku");
				assertThat(shop.byGeneric("sku")).isEqualTo("generic sku");
				assertThat(shop.byPrivate("sku")).isEqualTo("private sku");
				assertThat(shop.byClass("sku")).isEqualTo("class sku");

				BreakerRegistry registry = context.getBean(BreakerRegistry.class);
				assertThat(registry.breaker("spares")).hasCounted(Outcome.SUCCESS, 1);
				assertThat(registry.breaker("generic")).hasCounted(Outcome.SUCCESS, 1);
			});
	}

	@Configuration(proxyBeanMethods = false)
	static class SparesFirst {

		@Bean
		SpareStocks spares() {
			return new SpareStocks();
		}

		@Bean
		@DependsOn("spares")
		FailingShop shop() {
			return new FailingShop();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SparesLater {

		@Bean
		@DependsOn("shop")
		SpareStocks spares() {
			return new SpareStocks();
		}

		@Bean
		FailingShop shop() {
			return new FailingShop();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SparesTwice extends SparesFirst {

		@Bean
		static DefaultAdvisorAutoProxyCreator creator() {
			return new DefaultAdvisorAutoProxyCreator();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SparesScoped {

		@Bean
		@Scope(value = "prototype", proxyMode = ScopedProxyMode.INTERFACES)
		SpareStocks spares() {
			return new SpareStocks();
		}

		@Bean
		FailingShop shop() {
			return new FailingShop();
		}

	}

	interface Shop {

		String byInterface(String sku);

		String byGeneric(String sku);

		String byPrivate(String sku);

		String byClass(String sku);

	}

	/**
	 * Methods that fail, and what answers for them in a bean behind an interface.
	 */
	static class FailingShop implements Shop {

		@Override
		@CircuitBreaker(name = "by-interface", fallback = "spares::guarded")
		public String byInterface(String sku) {
			throw new IllegalStateException();
		}

		@Override
		@CircuitBreaker(name = "by-generic", fallback = "spares::generic")
		public String byGeneric(String sku) {
			throw new IllegalStateException();
		}

		@Override
		@CircuitBreaker(name = "by-private", fallback = "spares::hidden")
		public String byPrivate(String sku) {
			throw new IllegalStateException();
		}

		@Override
		@CircuitBreaker(name = "by-class", fallback = "spares::ofClass")
		public String byClass(String sku) {
			throw new IllegalStateException();
		}

	}

	interface Stocks<T> {

		String guarded(String sku);

		String generic(T sku);

	}

	static class SpareStocks implements Stocks<String> {

		private final StringBuilder space = new StringBuilder(" ");

		@Override
		@CircuitBreaker("spares")
		public String guarded(String sku) {
			return "guarded" + this.space + sku;
		}

		@Override
		@CircuitBreaker("generic")
		public String generic(String sku) {
			return "generic" + this.space + sku;
		}

		private String hidden(String sku) {
			return "private" + this.space + sku;
		}

		public String ofClass(String sku) {
			return "class" + this.space + sku;
		}

	}

}
